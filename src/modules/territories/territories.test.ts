import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import { territoriesLike } from './finding.server.ts';
import { plantTerritories } from './planting.server.ts';
import { findTerritory, territoriesNamed } from './territories.server.ts';

const here = ['35', '974', '01'];

test('a commune knows its codes, where it is and what it belongs to', async ({ db }) => {
	await plantTerritories(db, here);
	expect(await findTerritory(db, 'commune-35238')).toMatchObject({
		label: 'Rennes (35)',
		siren: '213502388',
		postalCodes: ['35000', '35200', '35700'],
		departementCode: '35',
		regionCode: '53',
		isApproximate: false
	});
	expect(await findTerritory(db, 'commune-97411')).toMatchObject({ name: 'Saint-Denis', regionCode: '04' });
	expect(await findTerritory(db, 'pays-BE')).toMatchObject({ label: 'Belgique' });
	expect(await findTerritory(db, 'commune-00000')).toBeUndefined();
});

test('a village of which no point is known is in the middle of its département, and says that it is about there', async ({
	db
}) => {
	await plantTerritories(db, here);
	const { rows } = await db.execute<{ approximate: number; nowhere: number }>(sql`
		select count(*) filter (where is_approximate)::int approximate, count(*) filter (where latitude is null)::int nowhere
		from territories where kind = 'commune' and departement_code = '35'`);
	expect(rows[0]!.approximate).toBeGreaterThan(20);
	expect(rows[0]!.nowhere).toBe(0);
});

test('the code of a commune that merged leads to the one that it became', async ({ db }) => {
	await plantTerritories(db, here);
	const became = await findTerritory(db, 'commune-01340');
	expect(became).toMatchObject({ id: 'commune-01015', name: 'Arboys en Bugey' });
});

test('one finds a place by its name, however it is written', async ({ db }) => {
	await plantTerritories(db, here);
	const first = async (typed: string) => (await territoriesLike(db, typed, { limit: 3 }))[0]?.id;
	expect(await first('rennes')).toBe('commune-35238');
	expect(await first('RENN')).toBe('commune-35238');
	expect(await first('st malo')).toBe('commune-35288');
	expect(await first('Saint Malo')).toBe('commune-35288');
	expect(await first('fougere')).toBe('commune-35115');
	expect(await first('Cesson-Sevinié')).toBe('commune-35051');
	expect(await first('bretagne')).toBe('region-53');
	expect(await first('35400')).toBe('commune-35288');
	expect(await first('35288')).toBe('commune-35288');
	expect(await first('243500139')).toBe('epci-243500139');
	expect(await first('35')).toBe('departement-35');
	expect(await first('  ')).toBeUndefined();
	expect(await territoriesLike(db, "%_'; drop table territories", { limit: 3 })).toEqual([]);
});

test('one may ask for communes only', async ({ db }) => {
	await plantTerritories(db, here);
	const kinds = (await territoriesLike(db, 'rennes', { kinds: ['epci'], limit: 5 })).map(({ kind }) => kind);
	expect(new Set(kinds)).toEqual(new Set(['epci']));
});

test('loading the same edition again changes nothing', async ({ db }) => {
	await plantTerritories(db, ['35']);
	const before = await versions(db);
	await plantTerritories(db, ['35']);
	expect(await versions(db)).toEqual(before);
});

test('names are told for many territories at once', async ({ db }) => {
	await plantTerritories(db, ['35']);
	const named = await territoriesNamed(db, ['region-53', 'departement-35', 'region-99']);
	expect([...named.values()].map(({ name }) => name).toSorted()).toEqual(['Bretagne', 'Ille-et-Vilaine']);
});

test('a territory is never a part of itself, even when two people write the two halves at once', async () => {
	const { db, close } = await cloneDatabase();
	await db.execute(sql`insert into territories (id, kind, form, name)
		select 'ensemble-' || name, 'composite', 'perimeter', name from unnest(array['a', 'b', 'c']) name`);
	await compose(db, 'a', 'b');
	await expect(compose(db, 'a', 'a')).rejects.toThrow();
	await compose(db, 'b', 'c');
	await expect(compose(db, 'c', 'a')).rejects.toThrow();

	await db.execute(sql`delete from territory_parts`);
	const both = await Promise.allSettled([compose(db, 'a', 'b'), compose(db, 'b', 'a')]);
	expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
	await close();
});

async function compose(db: Database, whole: string, part: string): Promise<void> {
	await db.execute(
		sql`insert into territory_parts (whole_id, part_id) values (${`ensemble-${whole}`}, ${`ensemble-${part}`})`
	);
}

async function versions(db: Database): Promise<unknown> {
	const { rows } = await db.execute(sql`select id, xmin::text from territories order by id limit 100`);
	return rows;
}
