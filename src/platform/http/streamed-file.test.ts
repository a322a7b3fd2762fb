import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isTooLarge } from './bodies.ts';
import { withStreamedFile } from './streamed-file.server.ts';

const send = (form: FormData) => new Request('http://localhost/', { method: 'POST', body: form });
const formWith = (content: string, name = 'alliés.csv') => {
	const form = new FormData();
	form.set('autre', 'x');
	form.set('file', new File([content], name));
	return form;
};

test('a file is written down under the name that it had, and is gone afterwards', async () => {
	const seen = await withStreamedFile(send(formWith('Nom\nÉté')), async (file) => {
		if (!file.ok) throw new Error(file.reason);
		return { ...file, content: readFileSync(file.path, 'utf8') };
	});
	expect(seen).toMatchObject({ name: 'alliés.csv', content: 'Nom\nÉté' });
	expect(existsSync(seen.path)).toBe(false);
});

test('a file that is larger than announced is refused without being read whole', async () => {
	const outcome = await withStreamedFile(send(formWith('x'.repeat(5000))), async (file) => file, 1000);
	expect(outcome).toEqual({ ok: false, reason: 'too-large' });
});

test('a form without a file, and what is no form, are told apart from a file', async () => {
	const empty = new FormData();
	empty.set('file', new File([], ''));
	expect(await withStreamedFile(send(empty), async (file) => file)).toEqual({ ok: false, reason: 'missing' });
	expect(await withStreamedFile(send(new FormData()), async (file) => file)).toMatchObject({ ok: false });
	const text = new Request('http://localhost/', { method: 'POST', body: 'Nom' });
	expect(await withStreamedFile(text, async (file) => file)).toEqual({ ok: false, reason: 'cut-off' });
});

test('a form that is cut off in the middle of its file is no file', async () => {
	const whole = await send(formWith('x'.repeat(5000))).arrayBuffer();
	const type = send(formWith('x')).headers.get('content-type')!;
	const boundary = new TextDecoder().decode(whole.slice(2, 80)).split('\r\n')[0]!;
	const headers = { 'content-type': type.replace(/boundary=.*/, `boundary=${boundary}`) };
	const half = new Request('http://localhost/', { method: 'POST', headers, body: whole.slice(0, 3000) });
	expect(await withStreamedFile(half, async (file) => file)).toEqual({ ok: false, reason: 'cut-off' });
});

test('only the page that writes files down as they come takes more than sixteen megabytes, and two hundred at most', () => {
	const asked = (url: string, megabytes: number) =>
		isTooLarge({
			url,
			headers: {
				'content-type': 'multipart/form-data; boundary=x',
				'content-length': String(megabytes * 1024 * 1024)
			}
		} as never);
	expect(asked('/gestion/import', 200)).toBe(false);
	expect(asked('/en/gestion/import?x', 200)).toBe(false);
	expect(asked('/gestion/import', 201)).toBe(true);
	expect(asked('/gestion/import/1', 17)).toBe(true);
	expect(asked('/moi/profil?x=/gestion/import', 17)).toBe(true);
});
