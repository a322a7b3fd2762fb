import { expect, test } from 'vitest';
import { product } from './visitor.ts';

test('a program reads the organisations page by page, and nothing again while nothing changed', async () => {
	const first = await fetch(`${product}/api/v1/allies?limit=20`);
	expect(first.headers.get('access-control-allow-origin')).toBe('*');
	const { allies, next } = (await first.json()) as { allies: { name: string }[]; next: string };
	expect(allies).toHaveLength(20);
	const second = (await (await fetch(next)).json()) as { allies: { name: string }[] };
	expect(second.allies.map(({ name }) => name)).not.toContain(allies[0]!.name);

	// Other journeys change things meanwhile: between two of their changes nothing travels again.
	let known = first.headers.get('etag')!;
	const again = async () => {
		const answer = await fetch(`${product}/api/v1/allies?limit=20`, { headers: { 'if-none-match': known } });
		known = answer.headers.get('etag')!;
		return answer.status;
	};
	await expect.poll(again).toBe(304);
});

test('wrong requests are refused in words', async () => {
	const wrong = await fetch(`${product}/api/v1/allies?limit=many`);
	expect(wrong.status).toBe(400);
	expect(((await wrong.json()) as { message: string }).message).toMatch(/number from 1 to 500/);
	expect((await fetch(`${product}/api/v1/allies/nobody`)).status).toBe(404);
	expect((await fetch(`${product}/donnees/allies.exe`)).status).toBe(404);
	expect((await fetch(`${product}/donnees/allies.constructor`)).status).toBe(404);
});

test('every file of the page of open data is there, in its type', async () => {
	const types = { csv: 'text/csv', json: 'application/json', geojson: 'application/geo+json' };
	for (const [ending, type] of Object.entries(types)) {
		const file = await fetch(`${product}/donnees/allies.${ending}`);
		expect(file.status).toBe(200);
		expect(file.headers.get('content-type')).toMatch(type);
		expect((await file.text()).length).toBeGreaterThan(100);
	}
	const { paths } = (await (await fetch(`${product}/api/v1/openapi.json`)).json()) as { paths: object };
	expect(Object.keys(paths)).toEqual(['/allies', '/allies/{slug}']);
});
