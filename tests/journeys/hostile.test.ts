import { request as ask } from 'node:http';
import { describe, expect, test } from 'vitest';
import { product, somewhere } from './visitor.ts';

const form = (fields: Record<string, string>) => new URLSearchParams(fields);

type Sent = {
	body?: BodyInit;
	cookie?: string;
	origin?: string;
	type?: string;
	from?: Record<string, string>;
};

function send(
	path: string,
	{ body = '', cookie = '', origin = product, type, from = somewhere() }: Sent = {}
) {
	const headers: Record<string, string> = { origin, cookie, ...from };
	if (type) headers['content-type'] = type;
	return fetch(product + path, { method: 'POST', body, headers, redirect: 'manual' });
}

async function cookieOf(persona: string): Promise<string> {
	const answer = await send('/demonstration/personnage', { body: form({ personnage: persona }) });
	expect(answer.status).toBe(303);
	const lines = answer.headers.getSetCookie();
	for (const line of lines) expect(line).toMatch(/HttpOnly.*SameSite=(Lax|Strict)/i);
	return lines.map((line) => line.split(';')[0]).join('; ');
}

/** Whatever is sent, nothing of the inside comes out. */
async function expectClear(answer: Response, status: number): Promise<string> {
	const text = await answer.text();
	expect(answer.status, text.slice(0, 300)).toBe(status);
	expect(text).not.toMatch(/\n\s+at .+:\d+:\d+|node_modules|drizzle|postgres:\/\/|syntax error|file:\/\//i);
	return text;
}

describe('whoever sends what was not asked for', () => {
	test('from another site is refused', async () => {
		const cookie = await cookieOf('ally');
		for (const origin of ['https://ailleurs.example', 'null', product.replace('http:', 'https:')]) {
			const answer = await send('/charte/signer', { body: form({ version: '1' }), cookie, origin });
			expect(await expectClear(answer, 403)).toContain('Ouvrez la page ici');
		}
	});

	test('without any body, or with one that is no form, is told so', async () => {
		const cookie = await cookieOf('ally');
		const untyped = { method: 'POST', headers: { origin: product, cookie } };
		const answer = await fetch(`${product}/charte/signer`, untyped);
		expect(await expectClear(answer, 415)).toContain('Nous n’avons pas compris cette demande');
		const nobody = await fetch(`${product}/demonstration/personnage`, untyped);
		expect(await expectClear(nobody, 400)).toContain('Nous n’avons pas pu lire ce formulaire');
	});

	test('characters that no text holds, or a day before all calendars, break nothing', async () => {
		const cookie = await cookieOf('administrator');
		const read = await fetch(`${product}/moi/organisations?nom=a%00b`, { headers: { cookie } });
		await expectClear(read, 200);
		const body = form({ meeting: 'AG', day: '0000-01-01' });
		await expectClear(await send('/charte/revision?/validate', { body, cookie }), 422);
		const retitling = form({ article: '1', title: 'Titre', read: '\0' });
		await expectClear(await send('/charte/revision/articles/1?/retitle', { body: retitling, cookie }), 409);
	});

	test('ten megabytes are too much, announced or not', async () => {
		const cookie = await cookieOf('ally');
		const large = `version=1&reservation=${'x'.repeat(10 * 1024 * 1024)}`;
		const type = 'application/x-www-form-urlencoded';
		const text = await expectClear(await send('/charte/signer', { body: large, cookie, type }), 413);
		expect(text.length).toBeGreaterThan(20);
	});

	test('another type of body is refused', async () => {
		const cookie = await cookieOf('ally');
		for (const type of ['application/json', 'text/xml', 'multipart/form-data']) {
			const answer = await send('/charte/signer', { body: '{"version":1}', cookie, type });
			expect(answer.status, type).toBeGreaterThanOrEqual(400);
			await expectClear(answer, answer.status);
			expect(answer.status, type).toBeLessThan(500);
		}
	});

	test('another method is refused', async () => {
		for (const method of ['PUT', 'DELETE', 'PATCH']) {
			const answer = await fetch(`${product}/charte/signer`, { method, headers: { origin: product } });
			await expectClear(answer, 405);
		}
	});
});

describe('whoever asks for a strange address', () => {
	const strange = [
		['/charte/versions/abc', 404],
		['/charte/versions/99999999999999', 404],
		['/charte/versions/-1', 404],
		['/charte/differences?de=x&a=%00', 200],
		['/charte/registre?apres=n-importe-quoi', 200],
		['/charte/registre?avant=0_00000000-0000-0000-0000-000000000000', 200],
		['/charte/registre?q=%00%25_%27%22%5C', 200],
		['/charte/registre?q=%F0%9F%8C%BF%E2%80%AE', 200],
		[`/charte/registre?version=1&q=${'a'.repeat(5000)}`, 200],
		['/charte/registre?version=1%20or%201=1', 404],
		['/connexion?retour=//ailleurs.example', 200],
		['/en/en/charte', 404],
		['/../../etc/passwd', 404],
		['/.env', 404]
	] as const;
	test.each(strange)('gets a clear answer to %.80s', async (path, status) => {
		await expectClear(await fetch(product + path), status);
	});

	test('is never led to another site by the links of the page, nor after signing in', async () => {
		expect(await (await fetch(`${product}/en//ailleurs.example`)).text()).not.toContain('href="//');
		const cookie = await cookieOf('newcomer');
		const asked = `${product}/bienvenue?retour=/en//ailleurs.example`;
		const answer = await fetch(asked, { headers: { cookie }, redirect: 'manual' });
		expect(answer.headers.get('location')).toBe('/moi');
	});

	test('gets a clear answer to a path that is no text', async () => {
		const status = await new Promise<number>((resolve) => {
			const { hostname, port } = new URL(product);
			ask({ hostname, port, path: '/charte/%E0%A4%A' }, (answer) => resolve(answer.statusCode!)).end();
		});
		expect([400, 404]).toContain(status);
	});
});

describe('a stranger', () => {
	const privatePages = ['/moi', '/moi/donnees', '/moi/securite', '/charte/ma-signature', '/administration'];
	test.each(privatePages)('who asks for %s is asked to sign in, and comes back there', async (path) => {
		const answer = await fetch(product + path, { redirect: 'manual' });
		expect(answer.status).toBe(303);
		expect(answer.headers.get('location')).toBe(`/connexion?retour=${encodeURIComponent(path)}`);
	});

	test('who is not an administrator is refused the administration and the making of a draft', async () => {
		const cookie = await cookieOf('ally');
		await expectClear(await fetch(`${product}/administration`, { headers: { cookie } }), 403);
		const opening = await send('/charte/revision?/open', { cookie });
		expect([403, 404]).toContain(opening.status);
	});

	test('with a forged cookie is nobody', async () => {
		for (const cookie of [
			'maillage.session_token=abc.def',
			'maillage.session_token=%00',
			`maillage.session_token=${'a'.repeat(4000)}`
		]) {
			const answer = await fetch(`${product}/moi`, { headers: { cookie }, redirect: 'manual' });
			expect(answer.status).toBe(303);
		}
	});
});

test('the headers keep a browser from running or framing what is not ours', async () => {
	const { headers } = await fetch(`${product}/charte`);
	expect(headers.get('content-security-policy')).toMatch(/script-src 'self'/);
	expect(headers.get('content-security-policy')).not.toMatch(/unsafe-inline|unsafe-eval/);
	expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'/);
	expect(headers.get('x-content-type-options')).toBe('nosniff');
	expect(headers.get('referrer-policy')).toBeTruthy();
	expect(headers.get('x-shows')).toBeNull();
	expect(headers.get('x-request-id')).toBeTruthy();
	expect(headers.get('strict-transport-security'), 'not over plain http').toBeNull();
});

test('an anonymous page is kept with a tag until something that it shows happens', async () => {
	const first = await fetch(`${product}/charte/registre`);
	const tag = first.headers.get('etag')!;
	expect(tag).toBeTruthy();
	const again = () => fetch(`${product}/charte/registre`, { headers: { 'if-none-match': tag } });
	expect((await again()).status).toBe(304);
});

test('who asks for a thousand links by mail is told to wait, and nobody else is', async () => {
	const from = somewhere();
	const ask = () => send('/connexion', { body: form({ email: 'cible@exemple.fr' }), from });
	const statuses = new Set<number>();
	for (let hundred = 0; hundred < 10; hundred += 1) {
		const answers = await Promise.all(Array.from({ length: 100 }, ask));
		for (const answer of answers) {
			statuses.add(answer.status);
			await answer.body?.cancel();
		}
	}
	expect(statuses).toContain(429);
	for (const status of statuses) expect(status).toBeLessThan(500);
	expect((await fetch(`${product}/charte`)).status).toBe(200);
}, 120_000);
