import * as v from 'valibot';
import { describe, expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { test } from '#platform/testing.server.ts';
import { affiliate } from '../people/affiliations.server.ts';
import type { Person } from '../people/people.server.ts';
import { somebody } from '../people/somebody.ts';
import { aGathering, anOrganisation, aSeat, fromNow } from './a-gathering.ts';
import { doorFor, noteOwnPresence } from './at-the-door.server.ts';
import { keyOfDay, keyOfLetter } from './door-keys.server.ts';
import { doorDay } from './door.ts';
import { localOf } from './moments.ts';
import { notePresences } from './noting.server.ts';
import { presenceSheet } from './presence-sheet.server.ts';
import { PresencesInput } from './presences.input.ts';

const site = { secret: 'x'.repeat(32), origin: 'https://alliance.example' };

async function sheetOf(db: Database, person: Person, slug: string) {
	const sheet = (await presenceSheet(db, person, slug, site))!;
	const there = sheet.seats.filter(({ isThere }) => isThere).map(({ name }) => name);
	return { there, others: sheet.others };
}

describe('at the door', () => {
	const keyToday = (id: string) => keyOfDay(site.secret, id, localOf(new Date(), 'Europe/Paris').day);

	test('who reads the code says once that they are there, for an organisation of theirs or none', async ({
		db
	}) => {
		const host = await somebody(db, { isFacilitator: true });
		const ada = await somebody(db);
		const { slug } = await aGathering(db, { audience: 'allies' });
		const [source, foreign] = [await anOrganisation(db, 'La Source'), await anOrganisation(db, 'Le Puits')];
		await affiliate(db, ada, source, 'bénévole');
		const cle = (await presenceSheet(db, host, slug, site))!.doorKey!;
		expect((await doorFor(db, ada, slug, cle, site))!.organisations).toEqual([
			{ id: source, name: 'La Source' }
		]);
		for (const organisation of [source, foreign, null])
			expect(await noteOwnPresence(db, ada, slug, { cle, organisation }, site)).toEqual({ ok: true });
		expect((await sheetOf(db, host, slug)).others).toMatchObject([
			{ name: 'Ada Martin', organisation: 'La Source' }
		]);
		const bo = await somebody(db, { name: 'Bo' });
		await noteOwnPresence(db, bo, slug, { cle, organisation: foreign }, site);
		expect((await sheetOf(db, host, slug)).others).toMatchObject([{}, { name: 'Bo', organisation: null }]);
	});

	test('who has a seat is ticked on the sheet by reading the code, and can be unticked', async ({ db }) => {
		const host = await somebody(db, { isFacilitator: true });
		const ada = await somebody(db);
		const { id, slug } = await aGathering(db);
		await noteOwnPresence(db, ada, slug, { cle: keyToday(id), organisation: null }, site);
		const seat = await aSeat(db, id, ada);
		expect(await sheetOf(db, host, slug)).toMatchObject({ there: ['Ada Martin'], others: [] });
		await notePresences(db, host, slug, v.parse(PresencesInput, { 'seats-before': seat }), site);
		expect(await sheetOf(db, host, slug)).toMatchObject({ there: [], others: [] });
	});

	test('a key that was forged, or is of another day, gathering, secret or person, opens nothing', async ({
		db
	}) => {
		const ada = await somebody(db);
		const { id, slug } = await aGathering(db);
		const other = await aGathering(db);
		const today = localOf(new Date(), 'Europe/Paris').day;
		const key = keyToday(id);
		const forged = [
			'',
			'x',
			key.slice(0, -1),
			`${key}A`,
			key.toLowerCase(),
			keyToday(other.id),
			keyOfDay('y'.repeat(32), id, today),
			keyOfDay(site.secret, id, '2020-01-01'),
			keyOfLetter(site.secret, id, 'bo@exemple.org')
		];
		for (const cle of forged) {
			expect(await doorFor(db, ada, slug, cle, site), cle).toBeUndefined();
			expect(await noteOwnPresence(db, ada, slug, { cle, organisation: null }, site), cle).toMatchObject({
				ok: false
			});
		}
		expect(await doorFor(db, ada, slug, key, site)).toBeDefined();
	});

	test('the code of a day is worth nothing the day after, and an old gathering has none', async ({ db }) => {
		const ada = await somebody(db);
		const { id, slug, endsAt } = await aGathering(db, {
			startsAt: fromNow(-30),
			endsAt: fromNow(3 * 24 * 60)
		});
		const tomorrow = { ...site, now: fromNow(24 * 60) };
		expect(await doorFor(db, ada, slug, keyToday(id), tomorrow)).toBeUndefined();
		const zone = { timeZone: 'Europe/Paris', startsAt: fromNow(-30), endsAt };
		expect(doorDay(zone, fromNow(24 * 60))).toBe(localOf(fromNow(24 * 60), 'Europe/Paris').day);
		expect(doorDay(zone, fromNow(5 * 24 * 60))).toBeNull();
		expect(doorDay(zone, fromNow(-91))).toBeNull();
	});

	test('the letter serves who signs in with its address, for thirty days', async ({ db }) => {
		const ada = await somebody(db);
		const bo = await somebody(db);
		const { id, slug } = await aGathering(db);
		const cle = keyOfLetter(site.secret, id, ada.email);
		expect(await doorFor(db, bo, slug, cle, site)).toBeUndefined();
		expect(await doorFor(db, ada, slug, cle, { ...site, now: fromNow(32 * 24 * 60) })).toBeUndefined();
		const later = { ...site, now: fromNow(20 * 24 * 60) };
		expect(await noteOwnPresence(db, ada, slug, { cle, organisation: null }, later)).toEqual({ ok: true });
	});
});
