import { expect, test } from 'vitest';
import * as v from 'valibot';
import { cleanLine, optionalText, requiredLine, ticked } from './fields.ts';
import { readForm, readFormWithFiles } from './forms.server.ts';

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
	for (const name of ['\u200B\u202E \u2060', '\u3164', '\u115F\u1160', '\u00AD\u034F', '\u{E0041}']) {
		const form = await readForm(posted({ name }), Introduction);
		expect(form.errors, JSON.stringify(name)).toEqual({ name: 'Dites votre nom' });
	}
});

test('a name keeps the joiners that its language needs, not marks piled on a letter', async () => {
	expect(cleanLine('علی\u200Cرضا')).toBe('علی\u200Cرضا');
	expect(cleanLine(`Zoe${'\u0301'.repeat(200)}`)).toBe(`Zoé${'\u0301'.repeat(4)}`);
});

test('a character that no text holds never reaches the database', async () => {
	const Raw = v.object({ read: v.string() });
	expect(await readForm(posted({ read: 'a\u0000b' }), Raw)).toMatchObject({ value: { read: 'ab' } });
});

test('a field that is named like a part of the language is a field', async () => {
	const form = await readForm(posted({ constructor: 'x', ['__proto__']: 'y' }), Introduction);
	expect(form.values.constructor).toBe('x');
});

test('a file in place of a text is no text', async () => {
	const body = new FormData();
	body.set('name', new File(['x'], 'x.txt'));
	const form = await readForm(new Request('http://localhost', { method: 'POST', body }), Introduction);
	expect(form.errors).toEqual({ name: 'Dites votre nom' });
});

test('a form with files gives those that were chosen, and their names to choose them again', async () => {
	const body = new FormData();
	body.set('name', ' ');
	body.set('logo', new File(['x'], 'L’été.png'));
	body.set('portrait', new File([], ''));
	const form = await readFormWithFiles(
		new Request('http://localhost', { method: 'POST', body }),
		Introduction
	);
	expect(form).toMatchObject({
		ok: false,
		errors: { name: 'Dites votre nom' },
		values: { logo: 'L’été.png' }
	});
	expect(Object.keys(form.files)).toEqual(['logo']);
	expect(await form.files.logo!.text()).toBe('x');
});

test('an ordinary form does not take what only files need', async () => {
	const body = new FormData();
	body.set('name', 'Zoé');
	body.set('film', new File([new Uint8Array(600_000)], 'film.mp4'));
	const sent = new Request('http://localhost', { method: 'POST', body });
	sent.headers.set('content-length', '600200');
	expect(await readForm(sent.clone(), Introduction)).toMatchObject({
		ok: false,
		errors: { form: expect.stringContaining('512\u00A0Ko') as string }
	});
	expect(await readFormWithFiles(sent, Introduction)).toMatchObject({ ok: true, value: { name: 'Zoé' } });
});

function posted(fields: Record<string, string>) {
	return new Request('http://localhost', { method: 'POST', body: new URLSearchParams(fields) });
}
