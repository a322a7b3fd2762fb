import { expect, test } from 'vitest';
import { serve } from './web-server-for-tests.ts';

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const body = 'List-Unsubscribe=One-Click';

test('a mail reader unsubscribes at one click: without an origin and without a cookie, there alone', async () => {
	const { get, port } = await serve((request, response) => response.end(request.headers.origin));
	const click = (path: string, headers: Record<string, string> = {}) =>
		get(path, { method: 'POST', headers: { ...form, ...headers }, body });
	const here = `http://127.0.0.1:${port}`;
	for (const path of ['/desabonnement/cle~bells', '/en/desabonnement/cle~bells'])
		expect(await click(path), path).toMatchObject({ status: 200, text: here });
	expect((await click('/desabonnement/x', { cookie: 'a=b' })).status).toBe(403);
	expect((await click('/desabonnement/x', { origin: 'https://ailleurs.example' })).status).toBe(403);
	for (const path of [
		'/charte',
		'/fr-desabonnement/x',
		'/charte?x=/desabonnement/',
		'/charte/desabonnement/x'
	])
		expect((await click(path)).status, path).toBe(403);
});
