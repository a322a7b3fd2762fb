import { expect, test } from 'vitest';
import * as v from 'valibot';
import { optionalText, requiredLine, ticked } from './fields.ts';
import { readForm } from './forms.server.ts';

const Introduction = v.object({
	name: requiredLine(20, () => 'Dites votre nom'),
	story: optionalText(100),
	isPublic: ticked
});

test('a complete form is read, with the boxes that were ticked', async () => {
	const form = await readForm(posted({ name: 'Zoé', story: 'Un\r\njour', isPublic: 'on' }), Introduction);
	expect(form).toMatchObject({ ok: true, value: { name: 'Zoé', story: 'Un\njour', isPublic: true } });
});

test('what was typed comes back with what to change beside each field', async () => {
	const form = await readForm(posted({ name: ' ', story: 'x'.repeat(101) }), Introduction);
	expect(form.ok).toBe(false);
	expect(form.errors).toEqual({ name: 'Dites votre nom', story: 'Écrivez 100 caractères au plus.' });
	expect(form.values.story).toHaveLength(101);
});

test('fields that nobody asked for are ignored', async () => {
	const form = await readForm(posted({ name: 'Zoé', isAdministrator: 'on' }), Introduction);
	expect(form).toMatchObject({ ok: true, value: { name: 'Zoé', story: null, isPublic: false } });
	if (form.ok) expect(Object.keys(form.value)).toEqual(['name', 'story', 'isPublic']);
});

test('a name cannot hide characters or turn the line around', async () => {
	const form = await readForm(posted({ name: '\u202EZo\u200Bé\u0000\n\t Léa\uFEFF' }), Introduction);
	expect(form).toMatchObject({ ok: true, value: { name: 'Zoé Léa' } });
});

test('a name of invisible characters is no name', async () => {
	const form = await readForm(posted({ name: '\u200B\u202E \u2060' }), Introduction);
	expect(form.errors).toEqual({ name: 'Dites votre nom' });
});

test('a file in place of a text is no text', async () => {
	const body = new FormData();
	body.set('name', new File(['x'], 'x.txt'));
	const form = await readForm(new Request('http://localhost', { method: 'POST', body }), Introduction);
	expect(form.errors).toEqual({ name: 'Dites votre nom' });
});

function posted(fields: Record<string, string>) {
	return new Request('http://localhost', { method: 'POST', body: new URLSearchParams(fields) });
}
