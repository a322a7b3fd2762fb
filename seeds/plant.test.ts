import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { search } from '#platform/search/search.server.ts';
import { cloneDatabase } from '#platform/testing.server.ts';
import { plant, plantWhenEmpty } from './plant.ts';

test('a world is searchable as soon as it is planted, and so is one that was planted before there was a search', async () => {
	const { db, url, close } = await cloneDatabase();
	const kindsFound = async () =>
		(await search(db, 'public', 'alliance', { place: {} })).counts.map(({ kind }) => kind);
	expect((await plantWhenEmpty(url, 'village')).planted).toBe(true);
	expect(await kindsFound()).toContain('article');

	await db.execute(sql`delete from search_entries`);
	expect((await plantWhenEmpty(url, 'village')).planted).toBe(false);
	expect(await kindsFound()).toContain('article');
	await close();
});

test('a large world is written in bulk, and leaves the database as watchful as it was', async () => {
	const { db, url, close } = await cloneDatabase();
	const kept = async () =>
		(
			await db.execute(sql`
			select indexdef as made from pg_indexes where schemaname = 'public'
			union all select conrelid::regclass || pg_get_constraintdef(oid) from pg_constraint where convalidated order by made`)
		).rows;
	const before = await kept();
	await plant(url, 'city', { size: 40 });
	expect(await kept()).toEqual(before);

	const { page } = await search(db, 'public', 'Coopérative de Bernard', { kind: 'ally', place: {} });
	expect(page.lines.length).toBeGreaterThan(0);
	await close();
});
