import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { test } from '#platform/testing.server.ts';
import { filtersIn } from './directory.input.ts';
import { facetCounts, sampleToCount } from './facets.server.ts';
import { refreshListings } from './listings.server.ts';
import { ally, circlesAt, lille, mapAt, rennes } from './map-for-tests.ts';

test('in an alliance of hundreds of thousands the map counts on a sample and says so; closer, it counts everybody', async ({
	db
}) => {
	await ally(db, 'La Source', rennes);
	await growTo(db, 1500);
	await ally(db, 'La Mine', lille);
	const exact = (await mapAt(db, '')).map;
	expect(exact.isEstimate).toBe(false);
	expect(exact.layers.wide.map(({ name }) => name)).toEqual([
		'Ille-et-Vilaine : 1 500 alliés'.replace(' 5', '\u202F5'),
		'La Mine'
	]);

	await pretendToHold(db, 60_000);
	const { map } = await mapAt(db, '');
	expect(map.isEstimate).toBe(true);
	const [brittany] = map.layers.wide;
	expect(brittany!.name).toMatch(/^Ille-et-Vilaine : environ 1\s[3-7]00 alliés$/);
	expect(map.regions[0]!.n).toBeGreaterThan(1200);
	expect(map.layers.wide.map(({ name }) => name)).not.toContain('La Mine');

	const closer = await circlesAt(db, '?cadre=225,285,8');
	expect(closer.wide.map(({ name }) => name)).toEqual(['Rennes : 1 500 alliés'.replace(' 5', '\u202F5')]);
	const few = (await mapAt(db, '?departement=59')).map;
	expect(few.layers.wide.map(({ name }) => name)).toEqual(['La Mine']);
	// The planner knows nothing yet of rows that no transaction committed: some of its plans are slow.
}, 60_000);

test('many allies are counted on a sample and few one by one, in one choice', async ({ db }) => {
	await ally(db, 'La Source', rennes);
	await growTo(db, 1500);
	await ally(db, 'La Mine', lille);
	await pretendToHold(db, 60_000);
	const none = { namedSkills: [], offers: [], needs: [], near: null };
	const sample = await sampleToCount(db);
	const choose = (address: string) =>
		facetCounts(db, 'public', { ...filtersIn(new URLSearchParams(address)), ...none }, sample);

	const all = await choose('');
	expect(all.isEstimate).toBe(true);
	expect(all.total % 100).toBe(0);
	const few = await choose('?region=32');
	expect(few).toMatchObject({ isEstimate: false, total: 1 });
	expect(few.of.get('region')!.get('32')).toBe(1);
	expect(few.of.get('region')!.get('53')).toBe(all.of.get('region')!.get('53'));
	const many = await choose('?region=53');
	expect(many.isEstimate).toBe(true);
	expect(many.of.get('region')!.get('53')).toBe(many.total);
});

/** Makes the first ally as many, each with another grain. */
async function growTo(db: Database, many: number): Promise<void> {
	await db.execute(sql`
		with made as (
			insert into organisations (id, name, kind, is_invented, created_at, founded_by)
			select gen_random_uuid(), 'Ally ' || g, o.kind, o.is_invented, o.created_at, o.founded_by
			from organisations o, generate_series(2, ${many}::int) g where o.name = 'La Source' returning id, name),
		pages as (
			insert into ally_profiles (id, organisation_id, slug, audience, shown, territory_id, place_label, place_kind,
				departement_code, region_code, latitude, longitude, point)
			select gen_random_uuid(), m.id, 'many-' || m.name, 'public', p.shown, p.territory_id, p.place_label, p.place_kind,
				p.departement_code, p.region_code, p.latitude, p.longitude, p.point
			from made m, ally_profiles p where p.slug = 'la-source' returning id)
		select count(*) from pages`);
	const { rows } = await db.execute<{ id: string }>(sql`select id from ally_profiles`);
	await refreshListings(
		db,
		rows.map(({ id }) => id)
	);
}

/** The server keeps an estimate of how many rows a table has, and of what: this is what the map looks at. */
async function pretendToHold(db: Database, listings: number): Promise<void> {
	await db.execute(sql`analyze ally_listings`);
	await db.execute(sql`update pg_class set reltuples = ${listings} where oid = 'ally_listings'::regclass`);
}
