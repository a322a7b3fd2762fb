import { expect } from 'vitest';
import type { Database } from '../database.server.ts';
import { test } from '../testing.server.ts';
import { fileEntries, type SearchEntry } from './filing.server.ts';
import { search } from './search.server.ts';

async function fileMany(db: Database, count: number, nameOf: (n: number) => string, kind = 'ally') {
	for (let first = 0; first < count; first += 500) {
		const numbers = Array.from({ length: Math.min(500, count - first) }, (_, n) => first + n);
		const entries = numbers.map((n): [string, SearchEntry[]] => [
			`ref_${n}`,
			[{ audience: 'public', url: `/${n}`, title: nameOf(n) }]
		]);
		await fileEntries(db, kind, new Map(entries));
	}
}

test('one reads page after page and back, each entry once, in one order', async ({ db }) => {
	await fileMany(db, 47, (n) => (n % 3 ? `Jardin ${n}` : `Le grand jardin ${n}`));
	const seen: string[][] = [];
	let next: string | null = null;
	do {
		const place = next === null ? {} : { after: next };
		const { page } = await search(db, 'public', 'jardin', { place, size: 10 });
		seen.push(page.lines.map(({ ref }) => ref));
		next = page.next;
		if (seen.length > 1) {
			const back = await search(db, 'public', 'jardin', { place: { before: page.previous! }, size: 10 });
			expect(back.page.lines.map(({ ref }) => ref)).toEqual(seen.at(-2));
		}
	} while (next !== null);
	expect(seen.map(({ length }) => length)).toEqual([10, 10, 10, 10, 7]);
	expect(new Set(seen.flat()).size).toBe(47);
});

test.for(['', 'x', '1_ally_', '99999999999999_ally_a', '0_ALLY_a', '-1_ally_a'])(
	'the place “%s” that nobody gave is the beginning',
	async (key, { db }) => {
		await fileMany(db, 1, () => 'Jardin');
		for (const place of [{ after: key }, { before: key }])
			expect((await search(db, 'public', 'jardin', { place })).page).toMatchObject({
				lines: [{ ref: 'ref_0' }],
				previous: null,
				next: null
			});
	}
);

test('among very many, frequent words and rare ones are found, and what is named like them comes first', async ({
	db
}) => {
	await fileMany(db, 3000, (n) =>
		n === 2222 ? 'Jardin' : n % 1000 === 7 ? `Le phare ${n}` : `Un jardin ${n}`
	);
	await fileMany(db, 1, () => 'Jardins', 'skill');
	const frequent = await search(db, 'public', 'jardin', { place: {} });
	expect(frequent.page.lines.slice(0, 2)).toMatchObject([{ ref: 'ref_2222' }, { kind: 'skill' }]);
	expect(frequent.counts).toMatchObject([
		{ kind: 'ally', isMore: true },
		{ kind: 'skill', count: 1, isMore: false }
	]);
	expect(frequent.counts[0]!.count).toBeGreaterThan(100);
	expect(await search(db, 'public', 'phare', { place: {} })).toMatchObject({
		counts: [{ kind: 'ally', count: 3, isMore: false }]
	});
});
