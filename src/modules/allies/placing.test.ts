import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { test } from '#platform/testing.server.ts';
import { plantTerritories } from '../territories/planting.server.ts';
import { profiles } from './allies.tables.ts';
import { changeProfile } from './changing.server.ts';
import { kilometresBetween } from './distance.ts';
import { keptPage } from './kept-page.ts';

const rennes = 'commune-35238';
const besancon = 'commune-25056';

test('an ally stands where its town is, and follows it when it moves', async ({ db }) => {
	const { page, keeper } = await planted(db);
	await changeProfile(db, keeper, page, { territoryId: rennes });
	const before = await placeOf(db, page);
	expect(before).toMatchObject({
		placeLabel: 'Rennes (35)',
		placeKind: 'commune',
		departementCode: '35',
		regionCode: '53',
		point: 'town'
	});
	expect(before.latitude).toBeCloseTo(48.1, 0);

	await changeProfile(db, keeper, page, { territoryId: besancon });
	const after = await placeOf(db, page);
	expect(after.placeLabel).toBe('Besançon (25)');
	expect(after.latitude).toBeCloseTo(47.2, 0);

	await changeProfile(db, keeper, page, { territoryId: null });
	expect(await placeOf(db, page)).toMatchObject({ placeLabel: null, departementCode: null, latitude: null });
});

test('a keeper moves the point, and puts it back where the town is', async ({ db }) => {
	const { page, keeper } = await planted(db);
	const point = { latitude: 48.2, longitude: -1.7 };
	await changeProfile(db, keeper, page, { territoryId: rennes, point });
	expect(await placeOf(db, page)).toMatchObject({ ...point, point: 'chosen' });
	await changeProfile(db, keeper, page, { sentence: 'Autre chose.' });
	expect(await placeOf(db, page)).toMatchObject({ ...point, point: 'chosen' });
	await changeProfile(db, keeper, page, { point: null });
	expect((await placeOf(db, page)).point).toBe('town');
});

test('a point at sea is asked about, and stays when it is meant', async ({ db }) => {
	const { page, keeper } = await planted(db);
	const swapped = { latitude: -1.68, longitude: 48.11 };
	const refused = await changeProfile(db, keeper, page, { territoryId: rennes, point: swapped });
	expect(refused).toMatchObject({ ok: false, reason: 'far-from-town', town: 'Rennes (35)' });
	expect(await placeOf(db, page)).toMatchObject({ territoryId: null, point: null });
	const sure = { territoryId: rennes, point: swapped, isPointSure: true };
	expect(await changeProfile(db, keeper, page, sure)).toMatchObject({ ok: true });
});

test('a territory that does not exist is refused', async ({ db }) => {
	const { page, keeper } = await planted(db);
	const refused = { ok: false, reason: 'unknown-territory' };
	expect(await changeProfile(db, keeper, page, { territoryId: 'commune-99999' })).toEqual(refused);
	expect(await changeProfile(db, keeper, page, { perimeterId: 'region-0' })).toEqual(refused);
	await changeProfile(db, keeper, page, { perimeterId: 'departement-35' });
	expect((await placeOf(db, page)).perimeterLabel).toBe('Ille-et-Vilaine');
});

test('from Paris to Marseille there are 660 kilometres', () => {
	const paris = { latitude: 48.8566, longitude: 2.3522 };
	const marseille = { latitude: 43.2965, longitude: 5.3698 };
	expect(Math.round(kilometresBetween(paris, marseille) / 10)).toBe(66);
	expect(kilometresBetween(paris, paris)).toBe(0);
});

async function planted(db: Database) {
	await plantTerritories(db, ['35', '25']);
	return keptPage(db);
}

async function placeOf(db: Database, page: string) {
	const [found] = await db.select().from(profiles).where(eq(profiles.id, page));
	return found!;
}
