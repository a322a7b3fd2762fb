import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { test } from '#platform/testing.server.ts';
import { territoriesLike } from './finding.server.ts';
import { extractOf, officialLists, type OfficialLists } from './official-lists.server.ts';
import { loadEdition, plantTerritories } from './planting.server.ts';
import { findTerritory } from './territories.server.ts';

const installed = officialLists();

/** Next year in Ille-et-Vilaine: Rennes takes Cesson-Sévigné in, and the EPCI of Fougères becomes that of Vitré. */
function nextYear(change: (lists: OfficialLists) => void): OfficialLists {
	const lists = structuredClone(extractOf(installed, ['35', '974', '01']));
	lists.edition += 1;
	change(lists);
	return lists;
}

function merge(lists: OfficialLists, code: string, into: string): void {
	const merged = lists.communes.find(
		(commune) => commune.code === code && commune.type === 'commune-actuelle'
	)!;
	Object.assign(merged, { type: 'commune-deleguee', chefLieu: into });
	for (const epci of lists.epci) epci.membres = epci.membres.filter((member) => member.code !== code);
}

test('every official territory has its place in the list, and nearly every one a point', () => {
	expect(installed.edition).toBe(2026);
	expect(installed.communes.length).toBeGreaterThan(37_000);
	expect(installed.epci.length).toBeGreaterThan(1200);
});

test('loading the same edition again, or an earlier one, changes nothing', async ({ db }) => {
	const before = await versions(db);
	expect(
		await loadEdition(
			db,
			nextYear((lists) => (lists.edition -= 1))
		)
	).toEqual({
		ok: false,
		reason: 'loaded'
	});
	expect(
		await loadEdition(
			db,
			nextYear((lists) => (lists.edition -= 2))
		)
	).toEqual({
		ok: false,
		reason: 'later-loaded'
	});
	await plantTerritories(db);
	expect(await versions(db)).toEqual(before);
});

test('with a new edition, what merged leads to what it became, however many times it did', async ({ db }) => {
	await loadEdition(
		db,
		nextYear((lists) => merge(lists, '35051', '35238'))
	);
	expect(await findTerritory(db, 'commune-35051')).toMatchObject({ id: 'commune-35238', edition: 2027 });
	expect((await territoriesLike(db, 'cesson sevigne', { limit: 1 }))[0]).toMatchObject({
		id: 'commune-35238',
		formerName: 'Cesson-Sévigné'
	});
	await loadEdition(
		db,
		nextYear((lists) => {
			lists.edition += 1;
			lists.communes = lists.communes.filter(({ code }) => code !== '35051');
			merge(lists, '35238', '35288');
		})
	);
	expect(await findTerritory(db, 'commune-35051')).toMatchObject({ id: 'commune-35288' });
	expect(await findTerritory(db, 'commune-35238')).toMatchObject({ id: 'commune-35288' });
});

test('an EPCI whose communes are all in another one became that one; one that is split only ends', async ({
	db
}) => {
	const [fougeres, vitre, saintMalo] = ['200072452', '200039022', '243500782'];
	const { rows } = await db.execute(
		sql`select from territories where id = any(${sql.param(
			[fougeres, vitre, saintMalo].map((code) => `epci-${code}`)
		)}::text[])`
	);
	expect(rows).toHaveLength(3);
	await loadEdition(
		db,
		nextYear((lists) => {
			const epci = (code: string) => lists.epci.find((one) => one.code === code)!;
			epci(vitre!).membres.push(...epci(fougeres!).membres);
			const [first, ...others] = epci(saintMalo!).membres;
			epci(vitre!).membres.push(first!);
			lists.epci.find(({ code }) => code === '243500139')!.membres.push(...others);
			lists.epci = lists.epci.filter(({ code }) => code !== fougeres && code !== saintMalo);
		})
	);
	expect(await findTerritory(db, `epci-${fougeres}`)).toMatchObject({ id: `epci-${vitre}` });
	expect(await findTerritory(db, `epci-${saintMalo}`)).toMatchObject({ until: 2027 });
	const found = await territoriesLike(db, saintMalo!, { limit: 5 });
	expect(found).toEqual([]);
});

test('a commune that leaves the one it had merged into is itself again', async ({ db }) => {
	await loadEdition(
		db,
		nextYear((lists) => merge(lists, '35051', '35238'))
	);
	await loadEdition(
		db,
		nextYear((lists) => (lists.edition += 1))
	);
	expect(await findTerritory(db, 'commune-35051')).toMatchObject({ name: 'Cesson-Sévigné', until: null });
});

test('a composite territory keeps its parts when they merge', async ({ db }) => {
	await db.execute(
		sql`insert into territories (id, kind, form, name) values ('ensemble-a', 'composite', 'perimeter', 'a')`
	);
	await db.execute(sql`insert into territory_parts (whole_id, part_id)
		values ('ensemble-a', 'commune-35051'), ('ensemble-a', 'commune-35238'), ('ensemble-a', 'commune-35288')`);
	await loadEdition(
		db,
		nextYear((lists) => merge(lists, '35051', '35238'))
	);
	const { rows } = await db.execute(
		sql`select part_id from territory_parts where whole_id = 'ensemble-a' order by 1`
	);
	expect(rows).toEqual([{ part_id: 'commune-35238' }, { part_id: 'commune-35288' }]);
});

async function versions(db: Database): Promise<unknown> {
	const { rows } = await db.execute(sql`select id, xmin::text from territories order by id limit 500`);
	return rows;
}
