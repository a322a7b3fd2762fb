import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { get, happen, serve, until } from './web-server-for-tests.ts';

const long = 'Une alliance de territoires. '.repeat(200);

/** An application that counts its renderings and answers what the test says. */
function application(headers: OutgoingHttpHeaders = {}, status = 200) {
	const seen: string[] = [];
	const handler = (request: IncomingMessage, response: ServerResponse) => {
		seen.push(request.url!);
		const body = Buffer.from(`${long}${seen.length}`);
		const shown = { 'content-type': 'text/html', 'x-shows': 'charter people', 'content-length': body.length };
		for (const [name, value] of Object.entries({ ...shown, ...headers })) response.setHeader(name, value!);
		response.writeHead(status);
		response.end(body);
	};
	return { handler, seen };
}

test('an anonymous page is rendered once, until something happens in a module that it shows', async () => {
	const { handler, seen } = application();
	const { get } = await serve(handler);
	const first = await get('/charte');
	const second = await get('/charte');
	expect(second.text).toBe(first.text);
	expect(seen).toHaveLength(1);

	await happen('agenda.announced');
	await happen('charter.signed');
	await until(async () => (await get('/charte')).text !== first.text);
	expect(seen).toHaveLength(2);
});

test('a page goes out compressed, and only says that it has not changed to whoever has it', async () => {
	const { get } = await serve(application().handler);
	const accepting = { 'accept-encoding': 'gzip, deflate, br, zstd' };
	for (const turn of ['rendered', 'kept']) {
		const answer = await get('/charte', { headers: accepting });
		expect(answer.headers, turn).toMatchObject({
			'content-encoding': 'br',
			'cache-control': 'no-cache',
			vary: 'accept-encoding, cookie',
			'x-content-type-options': 'nosniff'
		});
		expect(answer.headers).not.toHaveProperty('x-shows');
		expect(brotliDecompressSync(answer.body).toString()).toContain(long);

		const { etag } = answer.headers as { etag: string };
		const again = await get('/charte', { headers: { ...accepting, 'if-none-match': etag } });
		expect(again).toMatchObject({ status: 304, text: '', headers: { etag } });
	}
	const plain = await get('/charte');
	expect(plain.text).toContain(long);
	const head = await get('/charte', { method: 'HEAD' });
	expect(head).toMatchObject({ status: 200, text: '', headers: { etag: plain.headers.etag } });
});

test.for([
	['answer sets a cookie', { 'set-cookie': 'a=b' }, 200],
	['answer is private', { 'cache-control': 'private, no-store' }, 200],
	['answer is not a success', {}, 404],
	['policy holds a nonce', { 'content-security-policy': "script-src 'nonce-abc'" }, 200],
	['answer depends on another header', { vary: 'accept-language' }, 200],
	['application does not say what the page shows', { 'x-shows': '' }, 200]
] as const)('nothing is kept when the %s', async ([, headers, status]) => {
	const { handler, seen } = application(headers, status);
	const { get } = await serve(handler);
	await get('/');
	const answer = await get('/');
	expect(seen).toHaveLength(2);
	expect(answer.status).toBe(status);
	expect(answer.headers).not.toHaveProperty('x-shows');
});

test('nothing is kept of, or sent from what is kept to, someone signed in', async () => {
	const { handler, seen } = application();
	const { get } = await serve(handler);
	const signedIn = { headers: { cookie: 'a=b; maillage.session_token=abc' } };
	expect((await get('/', signedIn)).headers).toMatchObject({ 'cache-control': 'private, no-cache' });
	expect((await get('/')).text).toBe(`${long}2`);
	expect((await get('/', signedIn)).text).toBe(`${long}3`);
	await get('/', { headers: { authorization: 'Bearer abc' } });
	expect(seen).toHaveLength(4);
});

test('fifty visitors of one page at once have it rendered once', async () => {
	const { handler, seen } = application();
	const slow = async (request: IncomingMessage, response: ServerResponse) => {
		await new Promise((resolve) => setTimeout(resolve, 50));
		handler(request, response);
	};
	const { get } = await serve(slow);
	const answers = await Promise.all(Array.from({ length: 50 }, () => get('/charte')));
	expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
	expect(seen).toHaveLength(1);
});

test('a visitor who leaves during the rendering does not take the page away from the others', async () => {
	const { handler, seen } = application();
	const slow = async (request: IncomingMessage, response: ServerResponse) => {
		await new Promise((resolve) => setTimeout(resolve, 100));
		handler(request, response);
	};
	const { get } = await serve(slow);
	const leaving = get('/charte', { signal: AbortSignal.timeout(40) }).catch(() => 'left');
	await new Promise((resolve) => setTimeout(resolve, 20));
	const [staying] = await Promise.all([get('/charte'), leaving]);
	expect(staying.status).toBe(200);
	expect(seen.length).toBeGreaterThan(0);
});

test('a page that was being rendered when something happened is not kept', async () => {
	const { handler, seen } = application();
	let render = (): void => undefined;
	const waiting = (request: IncomingMessage, response: ServerResponse) =>
		new Promise<void>((resolve) => (render = () => resolve(handler(request, response))));
	const { get } = await serve(waiting);
	const early = get('/charte');
	await new Promise((resolve) => setTimeout(resolve, 50));
	const renderEarly = render;
	await happen('charter.signed');
	await new Promise((resolve) => setTimeout(resolve, 100));
	const late = get('/charte');
	await new Promise((resolve) => setTimeout(resolve, 50));
	render();
	renderEarly();
	await Promise.all([early, late]);
	expect(seen).toHaveLength(2);
	expect((await get('/charte')).text).toBe((await late).text);
});

test('whoever changes something sees it on the next page', async () => {
	const { handler, seen } = application();
	const { get } = await serve(async (request, response) => {
		if (request.method !== 'POST') return handler(request, response);
		await happen('charter.signed');
		response.writeHead(303, { location: '/charte' }).end();
	});
	for (let turn = 1; turn < 20; turn++) {
		await get('/charte');
		await get('/charte?/sign', { method: 'POST', headers: { 'content-type': 'application/json' } });
		expect((await get('/charte')).text).toBe(`${long}${seen.length}`);
		expect(seen.length).toBeGreaterThanOrEqual(turn + 1);
	}
});

test('nothing is kept while the database sends no news, and pages are kept again once it does', async () => {
	const { handler, seen } = application();
	const { port, lines } = await serve(handler);
	await get(port, '/');
	const admin = new pg.Client({ connectionString: inject('serverUrl') });
	await admin.connect();
	await admin.query(
		`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'maillage events'`
	);
	await admin.end();
	await until(() => lines.some((line) => line.includes('no news')));
	await get(port, '/');
	expect(seen).toHaveLength(2);

	await until(async () => {
		const before = seen.length;
		await get(port, '/');
		return seen.length === before;
	});
});

test('the order of the parameters of an address does not matter, their values do', async () => {
	const { handler, seen } = application();
	const { get } = await serve(handler);
	await get('/registre?nom=a&page=2');
	await get('/registre?page=2&nom=a');
	expect(seen).toHaveLength(1);
	await get('/registre?nom=b&page=2');
	await get(`/registre?${'x'.repeat(600)}`);
	await get(`/registre?${'x'.repeat(600)}`);
	expect(seen).toHaveLength(4);
});
