import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import { findTerritory, territoriesNamed } from './territories.server.ts';

test('a commune knows its codes, where it is and what it belongs to', async ({ db }) => {
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

test('a village of which no point is known is in the middle of those around it, and says that it is about there', async ({
	db
}) => {
	const { rows } = await db.execute<{ approximate: number; nowhere: number }>(sql`
		select count(*) filter (where is_approximate)::int approximate, count(*) filter (where latitude is null)::int nowhere
		from territories where kind = 'commune' and became is null and departement_code = '35'`);
	expect(rows[0]!.approximate).toBeGreaterThan(20);
	expect(rows[0]!.nowhere).toBe(0);
});

test('the code of a commune that merged leads to the one that it became', async ({ db }) => {
	const became = await findTerritory(db, 'commune-01340');
	expect(became).toMatchObject({ id: 'commune-01015', name: 'Arboys en Bugey' });
});

test('names are told for many territories at once', async ({ db }) => {
	const named = await territoriesNamed(db, ['region-53', 'commune-01340', 'pays-BE', 'region-99']);
	expect(Object.fromEntries([...named].map(([id, { label }]) => [id, label]))).toEqual({
		'region-53': 'Bretagne',
		'commune-01340': 'Arboys en Bugey (01)',
		'pays-BE': 'Belgique'
	});
	expect(await territoriesNamed(db, [])).toEqual(new Map());
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
	// The second waits for the first, which has not yet said that it is done.
	let second: Promise<unknown> | undefined;
	await db.transaction(async (tx) => {
		await compose(tx, 'a', 'b');
		second = db
			.transaction((other) => compose(other, 'b', 'a'))
			.then(
				() => 'written',
				() => 'refused'
			);
		expect(await Promise.race([second, new Promise((wait) => setTimeout(wait, 200, 'waits'))])).toBe('waits');
	});
	expect(await second).toBe('refused');
	await close();
});

async function compose(db: Database, whole: string, part: string): Promise<void> {
	await db.execute(
		sql`insert into territory_parts (whole_id, part_id) values (${`ensemble-${whole}`}, ${`ensemble-${part}`})`
	);
}
