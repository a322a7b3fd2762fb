import { connect } from 'node:net';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { get, serve } from './web-server-for-tests.ts';
import type { Handler } from './kept-pages.ts';

const long = 'Une alliance de territoires. '.repeat(200);
const html: Handler = (_request, response) =>
	response
		.writeHead(200, { 'content-type': 'text/html', 'content-length': long.length, etag: '"abc"' })
		.end(long);

test('an answer is compressed as the client likes it', async () => {
	const { get } = await serve(html);
	const accepting = (encoding: string) => get('/', { headers: { 'accept-encoding': encoding } });
	const zstd = await accepting('gzip, deflate, br, zstd');
	expect(zstd.headers).toMatchObject({
		'content-encoding': 'zstd',
		etag: 'W/"abc"',
		vary: 'accept-encoding'
	});
	expect(zstdDecompressSync(zstd.body).toString()).toBe(long);
	expect(gunzipSync((await accepting('gzip, br;q=0')).body).toString()).toBe(long);
	expect((await accepting('br')).headers['content-encoding']).toBe('br');
	expect((await accepting('identity')).text).toBe(long);
});

test('what is short, compressed already or not text is left as it is', async () => {
	const { get } = await serve((request, response) => {
		const [type, encoding] = request.url!.slice(1).split('_');
		response.setHeader('content-type', decodeURIComponent(type!));
		if (encoding) response.setHeader('content-encoding', encoding);
		response.end(request.url!.includes('short') ? 'short' : long);
	});
	const headers = { 'accept-encoding': 'gzip' };
	expect((await get('/image%2Fpng', { headers })).text).toBe(long);
	expect((await get('/text%2Fhtml_br', { headers })).text).toBe(long);
	expect((await get('/application%2Fjson', { headers })).headers['content-encoding']).toBe('gzip');
});

test('events reach a listener at once, and pieces of a page as they are made', async () => {
	const { port } = await serve(async (request, response) => {
		response.writeHead(200, { 'content-type': request.url === '/live' ? 'text/event-stream' : 'text/html' });
		response.write('data: one\n\n');
	});
	for (const path of ['/live', '/page']) {
		const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { 'accept-encoding': 'gzip' } });
		const reader = answer.body!.getReader();
		const { value } = await reader.read();
		expect(new TextDecoder().decode(value)).toBe('data: one\n\n');
		expect(answer.headers.get('content-encoding')).toBe(path === '/live' ? null : 'gzip');
		await reader.cancel();
	}
});

test('a body that is too large is read, thrown away and refused in words', async () => {
	let isAsked = false;
	const { get } = await serve(() => void (isAsked = true));
	const answer = await get('/charte', { method: 'POST', body: Buffer.alloc(10_000_000) });
	expect(answer.status).toBe(413);
	expect(answer.text).toContain('512 Ko');
	expect(isAsked).toBe(false);
});

const multipart = { 'content-type': 'multipart/form-data; boundary=x' };

test('what holds files may be larger than an ordinary form, within bounds', async () => {
	const { get, port } = await serve(async (request, response) => {
		let read = 0;
		for await (const piece of request) read += (piece as Buffer).length;
		response.end(String(read));
	});
	const headers = { ...multipart, origin: `http://127.0.0.1:${port}` };
	const fine = await get('/charte', { method: 'POST', headers, body: Buffer.alloc(9_000_000) });
	expect(fine).toMatchObject({ status: 200, text: '9000000' });
	const large = await get('/charte', { method: 'POST', headers, body: Buffer.alloc(20_000_000) });
	expect(large.status).toBe(413);
	expect(large.text).toMatch(/16 Mo[^]*16 MB/);
});

test('a body of which nobody tells the length is bounded as an ordinary form', async () => {
	let told: string | undefined;
	const { get, port } = await serve((request, response) => {
		told = request.headers['content-length'];
		request.resume().once('end', () => response.end());
	});
	const headers = { ...multipart, origin: `http://127.0.0.1:${port}`, 'transfer-encoding': 'chunked' };
	await get('/charte', { method: 'POST', headers, body: Buffer.alloc(600_000) });
	expect(told).toBe(String(512 * 1024));
});

test('every answer is protected, those of the server too', async () => {
	const { get, port } = await serve(html, { origin: 'https://alliance.example', port: await freePort() });
	const protectedBy = {
		'x-content-type-options': 'nosniff',
		'content-security-policy': expect.stringContaining("frame-ancestors 'none'") as string,
		'referrer-policy': 'strict-origin-when-cross-origin',
		'cross-origin-opener-policy': 'same-origin',
		'strict-transport-security': 'max-age=31536000',
		'permissions-policy': expect.stringContaining('camera=()') as string
	};
	expect((await get('/')).headers).toMatchObject(protectedBy);
	expect(await raw(port, 'NONSENSE\r\n\r\n')).toMatch(/^HTTP\/1.1 400 [^]*nosniff/);
	expect(await raw(port, 'GET http://elsewhere/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')).toMatch(
		/^HTTP\/1.1 400 /
	);
});

test('a failure of the application is told without its cause', async () => {
	const { get, lines } = await serve(() => {
		throw new Error('the secret cause');
	});
	const answer = await get('/');
	expect(answer.status).toBe(500);
	expect(answer.text).not.toContain('secret');
	expect(lines.join()).toContain('the secret cause');
});

test('the log tells what was asked, without what opens doors or names people', async () => {
	const { get, lines } = await serve(html);
	const answer = await get('/connexion/lien/dGhpcyBpcyBhIHRva2Vu?jeton=secret');
	await get('/assemblee-generale-du-14-decembre-2023/camille%40example.org');
	await new Promise((resolve) => setTimeout(resolve, 20));
	const [first, second] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
	expect(first).toMatchObject({ method: 'GET', path: '/connexion/lien/***', status: 200 });
	expect(first!.id).toBe(answer.headers['x-request-id']);
	expect(second).toMatchObject({ path: '/assemblee-generale-du-14-decembre-2023/***' });
	expect(lines.join()).not.toMatch(/secret|127\.0\.0\.1|dGhp/);
});

test('a port that is taken is named, with what to do', async () => {
	const { port } = await serve(html);
	await expect(serve(html, { port })).rejects.toThrow(
		new RegExp(`Port ${port} is taken.*PORT=${port + 1} npm start`)
	);
});

test('the end waits for answers under way, and lets listeners go', async () => {
	const { port, stop } = await serve(async (request, response) => {
		if (request.url === '/live')
			return response.writeHead(200, { 'content-type': 'text/event-stream' }).write('.');
		await new Promise((resolve) => setTimeout(resolve, 150));
		response.end('done');
	});
	const listening = get(port, '/live');
	const asking = get(port, '/');
	await new Promise((resolve) => setTimeout(resolve, 50));
	const begun = Date.now();
	await stop();
	expect(Date.now() - begun).toBeLessThan(2000);
	expect((await asking).text).toBe('done');
	expect((await listening).text).toBe('.');
	await expect(get(port, '/')).rejects.toThrow(/ECONNREFUSED/);
});

async function freePort(): Promise<number> {
	const { port, stop } = await serve(html);
	await stop();
	return port;
}

function raw(port: number, text: string): Promise<string> {
	return new Promise((resolve) => {
		let answer = '';
		const socket = connect(port, '127.0.0.1', () => socket.write(text));
		socket.on('data', (piece) => (answer += String(piece)));
		socket.on('close', () => resolve(answer));
	});
}
