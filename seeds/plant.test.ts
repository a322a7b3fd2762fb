import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { search } from '#platform/search/search.server.ts';
import { cloneDatabase } from '#platform/testing.server.ts';
import { plantWhenEmpty } from './plant.ts';

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
