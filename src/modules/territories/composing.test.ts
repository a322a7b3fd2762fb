import { sql } from 'drizzle-orm';
import * as v from 'valibot';
import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import { somebody } from '../people/somebody.ts';
import { placeAbroad } from './abroad.server.ts';
import { CompositeInput, PlaceInput } from './composing.input.ts';
import { addPart, changeComposite, composeTerritory, endComposite, removePart } from './composing.server.ts';
import { territoriesLike } from './finding.server.ts';
import { compositeToManage, territoryToRead } from './reading.server.ts';
import { findTerritory } from './territories.server.ts';

const facilitator = (db: Database) => somebody(db, { isFacilitator: true });

async function composed(db: Database, name: string): Promise<string> {
	const made = await composeTerritory(db, await facilitator(db), { name, shape: 'park' });
	if (!made.ok) throw new Error(made.reason);
	return made.id;
}

test('facilitators make a park of an EPCI and communes; each commune counts once', async ({ db }) => {
	const claire = await facilitator(db);
	const id = await composed(db, 'Parc des Trois Vallées');
	expect(id).toBe('ensemble-parc-des-trois-vallees');
	for (const part of ['epci-243500139', 'commune-35238', 'commune-35288'])
		expect(await addPart(db, claire, id, part)).toEqual({ ok: true });
	expect(await addPart(db, claire, id, 'commune-35288')).toEqual({ ok: true });

	const saintMalo = (await findTerritory(db, 'commune-35288'))!.population!;
	const { rows } = await db.execute<{ people: number }>(
		sql`select sum(population)::int as people from territories where epci_code = '243500139' and kind = 'commune'`
	);
	const park = (await findTerritory(db, id))!;
	expect(park.population).toBe(rows[0]!.people + saintMalo);
	expect(park.latitude).toBeGreaterThan(47.9);
	expect((await compositeToManage(db, id))!.parts).toHaveLength(3);

	await removePart(db, claire, id, 'commune-35288');
	expect((await findTerritory(db, id))!.population).toBe(rows[0]!.people);
	expect((await territoriesLike(db, 'trois vallees', { limit: 1 }))[0]).toMatchObject({ id });
});

test('the page of a commune tells the parks that hold it, also through its EPCI or another park', async ({
	db
}) => {
	const claire = await facilitator(db);
	const [small, large] = [await composed(db, 'Petit parc'), await composed(db, 'Grand parc')];
	await addPart(db, claire, small, 'epci-243500139');
	await addPart(db, claire, large, small);
	const read = await territoryToRead(db, 'commune-35238', undefined, {});
	expect(read!.wholes.map(({ id }) => id)).toEqual([
		'epci-243500139',
		large,
		small,
		'departement-35',
		'region-53'
	]);
	expect((await findTerritory(db, large))!.population).toBeGreaterThan(400_000);
});

test('nobody else composes, changes or ends a territory', async ({ db }) => {
	const id = await composed(db, 'Parc');
	const ada = await somebody(db);
	const refused = { ok: false, reason: 'not-facilitator' };
	expect(await composeTerritory(db, ada, { name: 'Un autre', shape: 'petr' })).toEqual(refused);
	expect(await changeComposite(db, ada, id, { name: 'Un autre', shape: 'petr' })).toEqual(refused);
	expect(await endComposite(db, ada, id, true)).toEqual(refused);
	expect(await addPart(db, ada, id, 'commune-35238')).toEqual(refused);
	expect(await removePart(db, ada, id, 'commune-35238')).toEqual(refused);
});

test('only composite territories are changed, and only territories that stand become parts', async ({
	db
}) => {
	const claire = await facilitator(db);
	const id = await composed(db, 'Parc');
	expect(await addPart(db, claire, 'region-53', 'commune-35238')).toEqual({ ok: false, reason: 'unknown' });
	expect(await changeComposite(db, claire, 'region-53', { name: 'X', shape: 'petr' })).toEqual({
		ok: false,
		reason: 'unknown'
	});
	expect(await addPart(db, claire, id, 'commune-00000')).toEqual({ ok: false, reason: 'gone' });
	expect(await addPart(db, claire, id, "'; --")).toEqual({ ok: false, reason: 'gone' });
	await addPart(db, claire, id, 'commune-01340');
	expect((await compositeToManage(db, id))!.parts.map((part) => part.id)).toEqual(['commune-01015']);
});

test('two territories of one name, in whatever letters, are one', async ({ db }) => {
	await composed(db, 'Pays de l’Été');
	expect(await composeTerritory(db, await facilitator(db), { name: 'PAYS DE L’ETE', shape: 'park' })).toEqual(
		{ ok: false, reason: 'name-taken' }
	);
	const japanese = await composed(db, '東京');
	expect(japanese).toMatch(/^ensemble-[0-9a-f-]{36}$/);
});

test('one that ended keeps its page, is proposed no more, and comes back', async ({ db }) => {
	const claire = await facilitator(db);
	const id = await composed(db, 'Parc des Landes perdues');
	const found = async () => (await territoriesLike(db, 'landes perdues', { limit: 1 })).map((one) => one.id);
	expect(await found()).toEqual([id]);
	await endComposite(db, claire, id, true);
	expect(await found()).not.toContain(id);
	expect(await findTerritory(db, id)).toMatchObject({ until: new Date().getFullYear() });
	await endComposite(db, claire, id, false);
	expect(await found()).toEqual([id]);
});

test('a territory that would contain itself is refused, also when two people make the two halves at once', async () => {
	const { db, close } = await cloneDatabase();
	const claire = await facilitator(db);
	const [a, b] = [await composed(db, 'A'), await composed(db, 'B')];
	expect(await addPart(db, claire, a, a)).toEqual({ ok: false, reason: 'loop' });
	const both = await Promise.all([addPart(db, claire, a, b), addPart(db, claire, b, a)]);
	expect(both).toContainEqual({ ok: true });
	expect(both).toContainEqual({ ok: false, reason: 'loop' });
	await close();
});

test('whoever is signed in names a town abroad; the second to name it gets the same', async ({ db }) => {
	const ada = await somebody(db);
	const liege = await placeAbroad(db, ada, { country: 'BE', town: 'Liège' });
	expect(liege).toEqual({ ok: true, id: 'lieu-be-liege' });
	expect(await placeAbroad(db, ada, { country: 'BE', town: 'LIEGE' })).toEqual(liege);
	expect(await findTerritory(db, 'lieu-be-liege')).toMatchObject({
		label: 'Liège (Belgique)',
		isApproximate: true
	});
	expect((await territoriesLike(db, 'liege', { limit: 1 }))[0]).toMatchObject({ id: 'lieu-be-liege' });
	expect((await territoryToRead(db, 'pays-BE', undefined, {}))!.page!.lines).toHaveLength(1);
	for (const country of ['FR', 'ZZ', 'GP'])
		expect(await placeAbroad(db, ada, { country, town: 'Nulle part' })).toEqual({
			ok: false,
			reason: 'unknown-country'
		});
});

test('forms refuse what is no name, no form and no country', () => {
	for (const name of ['', '   ', '\u200b', 'x'.repeat(121)])
		expect(v.safeParse(CompositeInput, { name, shape: 'park' }).success).toBe(false);
	expect(v.safeParse(CompositeInput, { name: 'Parc', shape: 'kingdom' }).success).toBe(false);
	for (const country of ['', 'B', 'be', 'BEL', "B'"])
		expect(v.safeParse(PlaceInput, { country, town: 'Liège' }).success).toBe(false);
});

test('the communes of a département come page by page, each once, in both directions', async ({ db }) => {
	const seen: string[] = [];
	let place: { after?: string; before?: string } = {};
	for (;;) {
		const { page } = (await territoryToRead(db, 'departement-35', 'commune', place))!;
		seen.push(...page!.lines.map(({ id }) => id));
		if (!page!.next) {
			const back = (await territoryToRead(db, 'departement-35', 'commune', { before: page!.previous! }))!;
			expect(back.page!.lines.map(({ id }) => id)).toEqual(
				seen.slice(-page!.lines.length - 60, -page!.lines.length)
			);
			break;
		}
		place = { after: page!.next };
	}
	expect(new Set(seen).size).toBe(seen.length);
	expect(seen.length).toBeGreaterThan(320);
	const lost = (await territoryToRead(db, 'departement-35', 'commune', { after: "'nobody" }))!;
	expect(lost.page!.lines).toEqual([]);
});
