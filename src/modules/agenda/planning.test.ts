import * as v from 'valibot';
import { describe, expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { test } from '#platform/testing.server.ts';
import { somebody } from '../people/somebody.ts';
import { plantTerritories } from '../territories/planting.server.ts';
import { filtersIn, monthsAfter } from './agenda-filters.ts';
import { agendaToRead } from './agenda-reading.server.ts';
import { GatheringInput } from './agenda.input.ts';
import { gatheringToRead, gatheringToWrite } from './gathering-reading.server.ts';
import { localOf, momentAt } from './moments.ts';
import { cancelGathering, changeGathering, planGathering } from './planning.server.ts';

const soon = new Date(Date.now() + 20 * 24 * 3_600_000).toISOString().slice(0, 10);
const sent = {
	title: 'Permanence',
	summary: 'Une heure pour poser ses questions.',
	kind: 'open-hour',
	way: 'online',
	day: soon,
	from: '18:00',
	to: '19:00'
};
const written = (as: Record<string, string> = {}) => v.parse(GatheringInput, { ...sent, ...as });

describe('who plans', () => {
	test('a facilitator plans a gathering, which everybody then reads in the agenda', async ({ db }) => {
		const facilitator = await somebody(db, { isFacilitator: true });
		const planned = await planGathering(db, facilitator, written());
		expect(planned).toEqual({ ok: true, slug: `permanence-${soon}` });
		const { lines } = await agendaToRead(db, 'public', filtersIn(new URLSearchParams()), {});
		expect(lines.map(({ slug }) => slug)).toEqual([`permanence-${soon}`]);
	});

	test('an ally plans none, changes none of another’s, and learns of none that is not there', async ({
		db
	}) => {
		const [facilitator, ally] = [await somebody(db, { isFacilitator: true }), await somebody(db)];
		expect(await planGathering(db, ally, written())).toEqual({ ok: false, reason: 'forbidden' });
		const slug = await planned(db, facilitator);
		expect(await changeGathering(db, ally, slug, written())).toEqual({ ok: false, reason: 'forbidden' });
		expect(await cancelGathering(db, ally, slug, { reason: 'Non' })).toEqual({
			ok: false,
			reason: 'forbidden'
		});
		expect(await gatheringToWrite(db, ally, slug)).toBeUndefined();
		expect(await changeGathering(db, ally, 'rien', written())).toEqual({ ok: false, reason: 'not-found' });
	});

	test('two gatherings of one name and one day have two addresses', async ({ db }) => {
		const facilitator = await somebody(db, { isFacilitator: true });
		await planned(db, facilitator);
		expect(await planned(db, facilitator)).toBe(`permanence-${soon}-2`);
	});
});

test('what a host wrote is in the form again, in the local hours of the gathering', async ({ db }) => {
	const facilitator = await somebody(db, { isFacilitator: true });
	const zone = { timeZone: 'Indian/Reunion', registers: 'on', capacity: '40', asks: 'diet,access' };
	const slug = await planned(db, facilitator, zone);
	expect(await gatheringToWrite(db, facilitator, slug)).toMatchObject({
		...{ day: soon, from: '18:00', to: '19:00', lastDay: '', timeZone: 'Indian/Reunion' },
		...{ registers: true, registrationDay: '', capacity: 40, asks: ['diet', 'access'] }
	});
});

test('what is for allies is neither in the agenda nor at its address for anybody else', async ({ db }) => {
	const facilitator = await somebody(db, { isFacilitator: true });
	const stranger = await somebody(db);
	const slug = await planned(db, facilitator, { audience: 'allies' });
	const next = filtersIn(new URLSearchParams());
	expect((await agendaToRead(db, 'public', next, {})).lines).toEqual([]);
	expect((await agendaToRead(db, 'allies', next, {})).lines).toHaveLength(1);
	expect(await gatheringToRead(db, null, 'public', slug)).toBeUndefined();
	expect(await gatheringToRead(db, stranger, 'public', slug)).toBeUndefined();
	expect(await gatheringToRead(db, stranger, 'allies', slug)).toBeDefined();
	expect(await gatheringToRead(db, facilitator, 'public', slug)).toBeDefined();
});

test('a cancelled gathering keeps its page, says why, and is changed no more', async ({ db }) => {
	const facilitator = await somebody(db, { isFacilitator: true });
	const slug = await planned(db, facilitator);
	expect(await cancelGathering(db, facilitator, slug, { reason: 'La salle est fermée.' })).toMatchObject({
		ok: true
	});
	const read = await gatheringToRead(db, null, 'public', slug);
	expect(read!.gathering).toMatchObject({ isCancelled: true, cancellation: 'La salle est fermée.' });
	const again = await cancelGathering(db, facilitator, slug, { reason: 'Encore' });
	expect(again).toEqual({ ok: false, reason: 'cancelled' });
	expect(await changeGathering(db, facilitator, slug, written())).toEqual({ ok: false, reason: 'cancelled' });
});

test('the agenda is read page by page, forwards and back, and by month and kind', async ({ db }) => {
	const facilitator = await somebody(db, { isFacilitator: true });
	for (let number = 0; number < 30; number += 1) {
		const day = new Date(Date.now() + (number + 3) * 24 * 3_600_000).toISOString().slice(0, 10);
		await planned(db, facilitator, { day, kind: number % 2 ? 'open-hour' : 'other' });
	}
	const all = filtersIn(new URLSearchParams());
	const first = await agendaToRead(db, 'public', all, {});
	expect([first.lines.length, first.previous]).toEqual([24, null]);
	const second = await agendaToRead(db, 'public', all, { after: first.next! });
	expect([second.lines.length, second.next]).toEqual([6, null]);
	const back = await agendaToRead(db, 'public', all, { before: second.previous! });
	expect(back.lines.map(({ id }) => id)).toEqual(first.lines.map(({ id }) => id));
	const open = await agendaToRead(db, 'public', filtersIn(new URLSearchParams('genre=open-hour')), {});
	expect(open.lines).toHaveLength(15);
	const month = localOf(second.lines[0]!.startsAt, 'Europe/Paris').day.slice(0, 7);
	const ofMonth = await agendaToRead(db, 'public', filtersIn(new URLSearchParams({ mois: month })), {});
	const days = ofMonth.lines.map(({ startsAt }) => localOf(startsAt, 'Europe/Paris').day);
	expect(days.length).toBeGreaterThan(0);
	expect(days.filter((day) => !day.startsWith(month))).toEqual([]);
});

test.for([
	['no title', { title: ' ' }, 'title'],
	['a day that does not exist', { day: '2027-02-30' }, 'day'],
	['an hour that does not exist', { from: '25:00' }, 'from'],
	['an end before its beginning', { to: '17:00' }, 'to'],
	['an end months later', { lastDay: '2090-01-01' }, 'to'],
	['a day in a hundred years', { day: '2126-01-01' }, 'day'],
	['no place although one comes to it', { way: 'on-site' }, 'place'],
	['a link that runs a script', { link: 'javascript:alert(1)' }, 'link'],
	['no seat at all', { capacity: '0' }, 'capacity'],
	['a time zone of nowhere', { timeZone: 'Mars/Olympus' }, 'timeZone']
] as const)('a gathering with %s is refused beside its field', ([, as, field]) => {
	const read = v.safeParse(GatheringInput, { ...sent, ...as });
	expect(read.issues?.map((issue) => v.getDotPath(issue))).toEqual([field]);
});

test('the agenda near a town holds what takes place around it, and says when it does not know the town', async ({
	db
}) => {
	const facilitator = await somebody(db, { isFacilitator: true });
	await plantTerritories(db, ['35', '75']);
	const rennes = { way: 'on-site', place: 'Rennes', 'place-id': 'commune-35238', title: 'À Rennes' };
	const paris = { way: 'both', place: 'Paris', 'place-id': 'commune-75056', title: 'À Paris' };
	for (const as of [rennes, paris, { title: 'En ligne' }]) await planned(db, facilitator, as);
	const read = (asked: string) => agendaToRead(db, 'public', filtersIn(new URLSearchParams(asked)), {});
	const around = await read('autour=Saint-Malo&km=100');
	expect(around.lines.map(({ title }) => title)).toEqual(['À Rennes']);
	expect(around.near).toContain('Saint-Malo');
	expect((await read('autour=Saint-Malo&km=20')).lines).toEqual([]);
	expect(await read('autour=Zzyzx')).toMatchObject({ isUnknownPlace: true, near: null });
});

test('an hour is that of its place, on both sides of a change of time', () => {
	expect(momentAt('2027-03-27', '18:00', 'Europe/Paris').toISOString()).toBe('2027-03-27T17:00:00.000Z');
	expect(momentAt('2027-03-28', '18:00', 'Europe/Paris').toISOString()).toBe('2027-03-28T16:00:00.000Z');
	expect(momentAt('2027-03-28', '02:30', 'Europe/Paris').toISOString()).toBe('2027-03-28T01:30:00.000Z');
	expect(localOf(new Date('2027-10-31T17:00:00Z'), 'Europe/Paris')).toEqual({
		day: '2027-10-31',
		hour: '18:00'
	});
});

test('what an address asks of the agenda is read, and what is not known is not asked', () => {
	expect(filtersIn(new URLSearchParams('mois=2026-13&genre=fete'))).toEqual({
		month: null,
		kind: null,
		isPast: false,
		isOpen: false,
		around: '',
		kilometres: 50,
		territory: null
	});
	expect(filtersIn(new URLSearchParams('mois=2026-12&genre=assembly&passees=1&ouvertes=1'))).toEqual({
		...{
			month: '2026-12',
			kind: 'assembly',
			isPast: true,
			isOpen: false,
			around: '',
			kilometres: 50,
			territory: null
		}
	});
	expect(monthsAfter('2026-12', 1)).toBe('2027-01');
});

async function planned(
	db: Database,
	person: Parameters<typeof planGathering>[1],
	as: Record<string, string> = {}
) {
	const result = await planGathering(db, person, written(as));
	if (!result.ok) throw new Error(result.reason);
	return result.slug;
}
