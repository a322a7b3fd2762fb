import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Database } from '../database.server.ts';
import { cloneDatabase, test } from '../testing.server.ts';
import { findEntries } from './finding.server.ts';
import { fileSearchEntries, type SearchEntry } from './filing.server.ts';
import { rebuildSearch, refile, type Searchable } from './searchables.server.ts';
import { forgetSearchWords } from './vocabulary.server.ts';

const lavoir: SearchEntry = {
	audience: 'public',
	url: '/allies/les-amis-du-lavoir',
	title: 'Les Amis du Lavoir',
	aliases: ['ADL'],
	summary: 'Remettre l’eau au milieu du village.'
};

async function filed(db: Database) {
	const { rows } = await db.execute(
		sql`select kind, ref, audience, is_for_allies, url, title, aliases, summary, body, words::text
		from search_entries order by kind, ref, audience`
	);
	return rows;
}

async function vocabulary(db: Database): Promise<unknown[]> {
	const { rows } = await db.execute(
		sql`select audience || ' ' || word as w from search_vocabulary order by 1`
	);
	return rows.map(({ w }) => w);
}

test('what is filed twice is there once, as it was filed last', async ({ db }) => {
	await fileSearchEntries(db, 'ally', 'a', [lavoir]);
	await fileSearchEntries(db, 'ally', 'a', [{ ...lavoir, title: 'Les Amies du Lavoir' }]);
	expect(await filed(db)).toMatchObject([{ title: 'Les Amies du Lavoir', is_for_allies: true, body: '' }]);
});

test('an entry for allies replaces the public one for them, until it is taken back', async ({ db }) => {
	await fileSearchEntries(db, 'ally', 'a', [
		lavoir,
		{ ...lavoir, audience: 'allies', body: 'En confidence' }
	]);
	expect(await filed(db)).toMatchObject([
		{ audience: 'allies', is_for_allies: true },
		{ audience: 'public', is_for_allies: false }
	]);
	await fileSearchEntries(db, 'ally', 'a', [lavoir]);
	expect(await filed(db)).toMatchObject([{ audience: 'public', is_for_allies: true }]);
	await fileSearchEntries(db, 'ally', 'a', []);
	expect(await filed(db)).toEqual([]);
});

test('a name is cut between two characters, never inside one', async ({ db }) => {
	await fileSearchEntries(db, 'ally', 'a', [{ ...lavoir, title: `${'a'.repeat(299)}🌱` }]);
	expect(await filed(db)).toMatchObject([{ title: 'a'.repeat(299) }]);
});

test('what everybody and allies find alike is filed once, and found by both', async ({ db }) => {
	const same: SearchEntry[] = [lavoir, { ...lavoir, audience: 'allies' }];
	await fileSearchEntries(db, 'ally', 'a', same);
	expect(await filed(db)).toMatchObject([{ audience: 'public', is_for_allies: true }]);
	await fileSearchEntries(db, 'ally', 'a', [lavoir, { ...same[1]!, body: 'En confidence' }]);
	expect(await filed(db)).toMatchObject([
		{ audience: 'allies', is_for_allies: true },
		{ audience: 'public', is_for_allies: false }
	]);
	await fileSearchEntries(db, 'ally', 'a', same);
	expect(await filed(db)).toMatchObject([{ audience: 'public', is_for_allies: true }]);
});

test('many things filed at once are found at once, and later ones are still indexed one by one', async ({
	db
}) => {
	const names = new Map(Array.from({ length: 203 }, (_, n) => [`ref-${n}`, `Atelier ${n}`]));
	await refile(db, named(names), [...names.keys()]);
	await db.execute(sql`set local enable_seqscan = off`);
	for (const audience of ['public', 'allies'] as const) {
		const asked = { kind: null, place: {}, size: 5 };
		expect((await findEntries(db, audience, 'atelier 202', asked)).page.lines).toMatchObject([
			{ ref: 'ref-202' }
		]);
	}
	const { rows } = await db.execute(sql`
		select reloptions from pg_class where relname in ('search_entries_public_words', 'search_entries_allies_words')`);
	expect(rows).toEqual(Array(2).fill({ reloptions: ['fastupdate=false'] }));
});

test('two entries of one thing for the same audience are a mistake', async ({ db }) => {
	const twice = db.transaction((tx) => fileSearchEntries(tx, 'ally', 'a', [lavoir, lavoir]));
	await expect(twice).rejects.toThrow();
});

test.each(['//ailleurs.example', 'https://ailleurs.example', 'javascript:alert(1)'])(
	'nothing is filed at the address %s',
	async (url) => {
		const { db, close } = await cloneDatabase();
		await expect(fileSearchEntries(db, 'ally', 'a', [{ ...lavoir, url }])).rejects.toThrow();
		await close();
	}
);

test('a text without end is cut, whatever it is made of', async ({ db }) => {
	const endless = {
		...lavoir,
		title: 'ﷺ'.repeat(5000),
		summary: '😀'.repeat(5000),
		body: 'é x'.repeat(500_000)
	};
	await fileSearchEntries(db, 'ally', 'a', [
		{ ...endless, aliases: Array(5000).fill('long nom') as string[] }
	]);
	expect(await filed(db)).toHaveLength(1);
});

test('the words of names leave the vocabulary with the last name that has them', async ({ db }) => {
	await fileSearchEntries(db, 'ally', 'a', [lavoir]);
	await fileSearchEntries(db, 'ally', 'b', [{ ...lavoir, title: 'Le Lavoir bleu', aliases: ['avec 1234'] }]);
	expect(await vocabulary(db)).toEqual(['public amis', 'public bleu', 'public lavoir']);

	await fileSearchEntries(db, 'ally', 'a', []);
	expect(await forgetSearchWords(db)).toBe(1);
	expect(await vocabulary(db)).toEqual(['public bleu', 'public lavoir']);
	await fileSearchEntries(db, 'ally', 'b', [{ ...lavoir, audience: 'allies' }]);
	expect(await forgetSearchWords(db)).toBe(2);
	expect(await vocabulary(db)).toEqual(['allies amis', 'allies lavoir']);
});

/** Things whose names are in a list that changes. */
function named(names: Map<string, string>): Searchable {
	return {
		kind: 'ally',
		label: () => 'Alliés',
		entries: async (_db, refs) =>
			new Map(
				refs.flatMap((ref) => (names.has(ref) ? [[ref, [{ ...lavoir, title: names.get(ref)! }]]] : []))
			),
		async *refs() {
			yield* names.keys();
		}
	};
}

test('filing everything again gives what was filed one by one, and leaves nothing else', async ({ db }) => {
	const names = new Map(Array.from({ length: 1203 }, (_, n) => [`ref-${n}`, `Atelier ${n}`]));
	await refile(db, named(names), [...names.keys()]);
	const expected = await filed(db);
	expect(expected).toHaveLength(1203);

	await fileSearchEntries(db, 'ally', 'gone', [lavoir]);
	await fileSearchEntries(db, 'old-kind', 'a', [lavoir]);
	await db.execute(sql`delete from search_entries where ref = 'ref-700'`);
	await db.execute(sql`update search_entries set title = 'Autre' where ref = 'ref-800'`);
	expect(await rebuildSearch(db, [named(names)])).toBe(1203);
	expect(await filed(db)).toEqual(expected);
	expect(await vocabulary(db)).toEqual(['public atelier']);
});

test('two who file the same thing at once leave it as it is last', async () => {
	const { db, close } = await cloneDatabase();
	const names = new Map([['a', 'Premier nom']]);
	const slow: Searchable = {
		...named(names),
		async entries(tx, refs) {
			const found = await named(names).entries(tx, refs);
			await tx.execute(sql`select pg_sleep(0.1)`);
			return found;
		}
	};
	const first = db.transaction((tx) => refile(tx, slow, ['a']));
	await new Promise((resolve) => setTimeout(resolve, 30));
	names.set('a', 'Second nom');
	await Promise.all([first, db.transaction((tx) => refile(tx, named(names), ['a']))]);
	expect(await filed(db)).toMatchObject([{ title: 'Second nom' }]);
	await close();
});

test('a thing filed while everything is filed again is not lost', async () => {
	const { db, close } = await cloneDatabase();
	const names = new Map([['a', 'Ancien']]);
	const growing: Searchable = {
		...named(names),
		async *refs() {
			yield 'a';
			names.set('b', 'Nouveau');
			await db.transaction((tx) => refile(tx, named(names), ['b']));
		}
	};
	await rebuildSearch(db, [growing]);
	expect(await filed(db)).toMatchObject([{ title: 'Ancien' }, { title: 'Nouveau' }]);
	await close();
});
