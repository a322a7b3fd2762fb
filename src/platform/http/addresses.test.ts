import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { requestId } from './access-log.ts';
import { serve } from './web-server-for-tests.ts';

const told = (request: IncomingMessage) => ({
	protocol: request.headers['x-forwarded-proto'],
	host: request.headers['x-forwarded-host'],
	client: request.headers['x-client-address'],
	forwarded: request.headers['x-forwarded-for'] ?? request.headers.forwarded
});

const claims = {
	host: 'localhost:3000',
	'x-forwarded-proto': 'https',
	'x-forwarded-host': 'evil.example',
	'x-forwarded-for': '10.9.9.9, 203.0.113.7',
	'x-client-address': '10.9.9.9',
	forwarded: 'for=10.9.9.9'
};

async function toldTo(
	settings: { origin?: string; trustProxy?: number; port?: number },
	headers: Record<string, string>
) {
	const { get } = await serve((request, response) => response.end(JSON.stringify(told(request))), settings);
	const answer = await get('/', { headers });
	return answer.status === 200 ? (JSON.parse(answer.text) as unknown) : answer.status;
}

test('without a proxy, nothing that a client claims is believed', async () => {
	expect(await toldTo({}, claims)).toEqual({ protocol: 'http', host: 'localhost:3000', client: '127.0.0.1' });
});

test('behind one proxy, what that proxy says is believed and what the client told it is not', async () => {
	expect(await toldTo({ trustProxy: 1 }, { ...claims, 'x-forwarded-host': 'alliance.example' })).toEqual({
		protocol: 'https',
		host: 'alliance.example',
		client: '203.0.113.7'
	});
});

test('with an origin, every request was sent there', async () => {
	const { port, stop } = await serve(() => undefined);
	await stop();
	const settings = { origin: 'https://alliance.example', trustProxy: 0, port };
	expect(await toldTo(settings, claims)).toEqual({
		protocol: 'https',
		host: 'alliance.example',
		client: '127.0.0.1'
	});
});

test.for(['evil.example', 'local host', 'localhost:3000/path', 'localhost@evil.example'])(
	'a server without an origin does not answer to the name “%s”',
	async (host) => {
		expect([400, 421]).toContain(await toldTo({}, { host }));
	}
);

test.for(['localhost', '127.0.0.1:3000', '[::1]:3000', 'maillage.localhost'])(
	'a server without an origin answers to the name “%s”',
	async (host) => {
		expect(await toldTo({}, { host })).toMatchObject({ host });
	}
);

test('the number of a request comes from a trusted proxy only, and only when it is sound', () => {
	const asked = (id: string) => ({ headers: { 'x-request-id': id } }) as unknown as IncomingMessage;
	expect(requestId(asked('proxy-123456'), true)).toBe('proxy-123456');
	expect(requestId(asked('proxy-123456'), false)).not.toBe('proxy-123456');
	expect(requestId(asked('"} forged line'), true)).not.toContain('forged');
});

test('measures are for this machine, or for whoever holds the token', async () => {
	const token = 'a-token-for-prometheus';
	const { get } = await serve((_request, response) => response.end('page'), { metricsToken: token });
	await get('/');
	const local = await get('/metrics');
	expect(local.text).toMatch(/maillage_http_request_seconds_bucket[^]*maillage_kept_pages_hits_total/);
	const throughProxy = { host: 'localhost', 'x-forwarded-for': '203.0.113.7' };
	expect((await get('/metrics', { headers: throughProxy })).status).toBe(404);
	expect((await get('/metrics', { headers: { host: 'alliance.example' } })).status).toBe(404);
	const bearer = { ...throughProxy, authorization: `Bearer ${token}` };
	expect((await get('/metrics', { headers: bearer })).status).toBe(200);
	expect((await get('/metrics', { headers: { ...bearer, authorization: 'Bearer wrong' } })).status).toBe(404);
});

test('measures are for the token alone behind a proxy, which may not say for whom it asks', async () => {
	const metricsToken = 'a-token-for-prometheus';
	const { get } = await serve((_request, response) => response.end('page'), { metricsToken, trustProxy: 1 });
	expect((await get('/metrics')).status).toBe(404);
	expect((await get('/metrics', { headers: { authorization: `Bearer ${metricsToken}` } })).status).toBe(200);
});

test('what another site sends is refused in words, whatever its type', async () => {
	const { get, port } = await serve((_request, response) => response.end('done'));
	const send = (headers: Record<string, string>) => get('/charte', { method: 'POST', headers, body: 'a=1' });
	const form = { 'content-type': 'application/x-www-form-urlencoded' };
	const json = { 'content-type': 'application/json' };
	const elsewhere = ['https://ailleurs.example', 'null', `https://127.0.0.1:${port}`];
	for (const origin of elsewhere)
		for (const type of [form, json]) expect(await send({ origin, ...type })).toMatchObject({ status: 403 });
	for (const typeless of [form, {}]) expect((await send(typeless)).text).toContain('Ouvrez la page ici');
	expect((await send(json)).status).toBe(200);
	expect((await send({ origin: `http://127.0.0.1:${port}`, ...form })).status).toBe(200);
});

test('a browser that came by TLS through a proxy is told to keep to it', async () => {
	const { get } = await serve((_request, response) => response.end('page'), { trustProxy: 1 });
	const told = async (proto: string) => {
		const { headers } = await get('/', { headers: { 'x-forwarded-proto': proto } });
		return headers['strict-transport-security'];
	};
	expect(await told('https')).toBe('max-age=31536000');
	expect(await told('http')).toBeUndefined();
});
