import { expect } from 'vitest';
import * as v from 'valibot';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import type { Database } from '#platform/database.server.ts';
import { somebody } from '../people/somebody.ts';
import type { Person } from '../people/people.server.ts';
import { EditionInput, SessionInput } from './assembly.input.ts';
import { addSession, changeSession, moveSession, nameDay, removeSession } from './drafting.server.ts';
import { editionsFor, findEdition, openEdition } from './editions.server.ts';
import { draftOf, publishedProgramme, publishProgramme, versionsOf } from './publishing.server.ts';
import { giveOutSeats, slotsFor, wishFor } from './workshops.server.ts';

const slug = '2026';
const about = { slug, title: 'Assemblée 2026', startsOn: '2026-12-10', endsOn: '2026-12-11' };

async function anEdition(db: Database) {
	const host = await somebody(db, { isFacilitator: true });
	await openEdition(db, host, v.parse(EditionInput, about));
	return host;
}

function session(fields: Record<string, string>) {
	return v.parse(SessionInput, { title: 'Une session', format: 'debate', day: '2026-12-10', ...fields });
}

async function draft(db: Database) {
	return draftOf(db, (await findEdition(db, slug))!);
}

async function add(db: Database, host: Person, fields: Record<string, string>): Promise<string> {
	expect(await addSession(db, host, slug, session(fields))).toEqual({ ok: true });
	return (await draft(db)).sessions.find(({ title }) => title === fields['title'])!.id;
}

test('facilitators prepare assemblies, others cannot, and an address is taken once', async ({ db }) => {
	const host = await anEdition(db);
	const input = v.parse(EditionInput, about);
	expect(await openEdition(db, host, input)).toEqual({ ok: false, reason: 'taken' });
	const ally = await somebody(db);
	expect(await openEdition(db, ally, input)).toEqual({ ok: false, reason: 'forbidden' });
	expect(await addSession(db, ally, slug, session({}))).toEqual({ ok: false, reason: 'forbidden' });
	expect(await publishProgramme(db, ally, slug, '')).toEqual({ ok: false, reason: 'forbidden' });
	expect(await editionsFor(db, ally)).toEqual([]);
	expect(await editionsFor(db, host)).toMatchObject([{ slug, isPublished: false }]);
});

test('impossible days, hours, people and links are refused beside their field', () => {
	const fields = { title: 'Une session', format: 'debate', day: '2026-12-10' };
	const wrong: [string, Record<string, string>][] = [
		['title', { title: ' ' }],
		['format', { format: 'monologue' }],
		['day', { day: '2026-02-30' }],
		['starts', { starts: '25:00' }],
		['minutes', { minutes: '0' }],
		['minutes', { minutes: 'longtemps' }],
		['speakers', { speakers: ', sans nom' }],
		['resources', { resources: 'Un titre http://pas.sûr' }],
		['video', { video: 'javascript:alert(1)' }],
		['capacity', { capacity: '-3' }]
	];
	for (const [field, sent] of wrong) {
		const result = v.safeParse(SessionInput, { ...fields, ...sent });
		expect(
			result.success ? [] : result.issues.map((issue) => v.getDotPath(issue)),
			JSON.stringify(sent)
		).toEqual([field]);
	}
	const order = v.safeParse(EditionInput, { ...about, endsOn: '2026-12-09' });
	expect(order.success ? [] : order.issues.map((issue) => v.getDotPath(issue))).toEqual(['endsOn']);
});

test('a session stands on a day of its assembly, in a slot of the same day', async ({ db }) => {
	const host = await anEdition(db);
	expect(await addSession(db, host, slug, session({ day: '2026-12-12' }))).toEqual({
		ok: false,
		reason: 'outside'
	});
	const slot = await add(db, host, { title: 'Créneau', format: 'workshops' });
	const other = session({ title: 'Atelier', slot, day: '2026-12-11' });
	expect(await addSession(db, host, slug, other)).toEqual({ ok: false, reason: 'no-slot' });
	const workshop = await add(db, host, { title: 'Atelier', slot, format: 'workshop' });
	const nested = session({ title: 'Trop profond', slot: workshop });
	expect(await addSession(db, host, slug, nested)).toEqual({ ok: false, reason: 'no-slot' });
	await removeSession(db, host, slug, slot);
	expect((await draft(db)).sessions).toEqual([]);
});

test('people read what was published, and not the draft; a version that changes nothing is none', async ({
	db
}) => {
	const host = await anEdition(db);
	const id = await add(db, host, {
		title: 'Ouverture',
		speakers: 'Ada, maire\nBo',
		resources: 'Le film https://exemple.org/film'
	});
	expect(await publishedProgramme(db, slug)).toBeUndefined();
	await nameDay(db, host, slug, { day: '2026-12-10', theme: 'Voir loin' });
	expect(await publishProgramme(db, host, slug, 'Première')).toEqual({ ok: true, number: 1 });
	expect(await publishProgramme(db, host, slug, '')).toEqual({ ok: false, reason: 'unchanged' });
	await changeSession(db, host, slug, id, session({ title: 'Grande ouverture', speakers: 'Ada, maire' }));
	const read = async () => (await publishedProgramme(db, slug))!.programme;
	expect((await read()).sessions).toMatchObject([
		{
			slug: 'ouverture',
			title: 'Ouverture',
			people: [{ name: 'Ada', role: 'maire' }, { name: 'Bo' }],
			resources: [{ title: 'Le film', url: 'https://exemple.org/film' }]
		}
	]);
	expect((await read()).days[0]).toEqual({ day: '2026-12-10', theme: 'Voir loin' });
	expect(await publishProgramme(db, host, slug, 'Titre')).toEqual({ ok: true, number: 2 });
	const { versions } = (await versionsOf(db, slug))!;
	expect(
		versions.map(({ number, note, changes }) => [number, note, changes.map(({ kind }) => kind)])
	).toEqual([
		[2, 'Titre', ['renamed', 'people', 'rewritten']],
		[1, 'Première', []]
	]);
});

test('sessions whose hour is known go by it, the others stay where they were put', async ({ db }) => {
	const host = await anEdition(db);
	await add(db, host, { title: 'Sans heure' });
	await add(db, host, { title: 'Onze heures', starts: '11:00' });
	const early = await add(db, host, { title: 'Neuf heures', starts: '09:00' });
	const last = await add(db, host, { title: 'Sans heure non plus' });
	const titles = async () => (await draft(db)).sessions.map(({ title }) => title);
	expect(await titles()).toEqual(['Sans heure', 'Neuf heures', 'Onze heures', 'Sans heure non plus']);
	await moveSession(db, host, slug, last, 'up');
	expect(await titles()).toEqual(['Sans heure', 'Neuf heures', 'Sans heure non plus', 'Onze heures']);
	expect(await moveSession(db, host, slug, early, 'down')).toEqual({ ok: true });
});

/** A slot with workshops of some capacities. */
async function aSlot(db: Database, host: Person, capacities: number[]) {
	const slot = await add(db, host, { title: 'Créneau', format: 'workshops' });
	const workshops = [];
	for (const [i, capacity] of capacities.entries())
		workshops.push(
			await add(db, host, { title: `Atelier ${i}`, slot, format: 'workshop', capacity: String(capacity) })
		);
	return { slot, workshops };
}

test('seats are given so that as many as possible are content, and nobody is over the edge', async ({
	db
}) => {
	const host = await anEdition(db);
	const { slot, workshops } = await aSlot(db, host, [1, 2, 1]);
	const [first, second, third] = workshops as [string, string, string];
	const people = [];
	for (const wishes of [[first, second], [first, third], [first], [first, second], [first, second]]) {
		const person = await somebody(db);
		people.push(person);
		expect(await wishFor(db, person, slot, new Map(wishes.map((id, i) => [id, i + 1])))).toEqual({
			ok: true
		});
	}
	expect(await giveOutSeats(db, host, slot)).toEqual({ ok: true, seated: 4, left: 1 });
	const seats = [];
	for (const person of people) seats.push((await slotsFor(db, person, slug))[0]!.seat!);
	const inWorkshop = (id: string | null) => seats.filter(({ workshopId }) => workshopId === id).length;
	expect([first, second, third, null].map(inWorkshop)).toEqual([1, 2, 1, 1]);
	expect(seats[1]).toEqual({ workshopId: third, rank: 2 });
	expect(await wishFor(db, people[0]!, slot, new Map())).toEqual({ ok: false, reason: 'given-out' });
	expect(await giveOutSeats(db, people[0]!, slot)).toEqual({ ok: false, reason: 'forbidden' });
});

test('ranks are given once each from the first on, and only to workshops of the slot', async ({ db }) => {
	const host = await anEdition(db);
	const { slot, workshops } = await aSlot(db, host, [5, 5]);
	const elsewhere = await add(db, host, { title: 'Ailleurs' });
	const wish = (...ranks: [string, number][]) => wishFor(db, host, slot, new Map(ranks));
	expect(await wish([workshops[0]!, 2])).toEqual({ ok: false, reason: 'order' });
	expect(await wish([workshops[0]!, 1], [workshops[1]!, 1])).toEqual({ ok: false, reason: 'order' });
	expect(await wish([elsewhere, 1])).toEqual({ ok: false, reason: 'not-found' });
	expect(await wish([workshops[1]!, 1])).toEqual({ ok: true });
	expect((await slotsFor(db, host, slug))[0]!.workshops.map(({ rank }) => rank)).toEqual([null, 1]);
});

test('seats that are given out twice at once are given once, and a wish that comes meanwhile is in or out', async () => {
	const { db, close } = await cloneDatabase();
	const host = await anEdition(db);
	const { slot, workshops } = await aSlot(db, host, [3, 3]);
	const people = [];
	for (let i = 0; i < 8; i += 1) people.push(await somebody(db));
	const wish = (person: Person) => wishFor(db, person, slot, new Map(workshops.map((id, i) => [id, i + 1])));
	for (const person of people) await wish(person);
	const late = await somebody(db);
	const [one, other, meanwhile] = await Promise.all([
		giveOutSeats(db, host, slot),
		giveOutSeats(db, host, slot),
		wish(late)
	]);
	expect([one, other]).toMatchObject([{ seated: 6 }, { seated: 6 }]);
	const seats = [];
	for (const person of [...people, late])
		seats.push((await slotsFor(db, person, slug))[0]!.seat?.workshopId ?? null);
	for (const workshop of workshops) expect(seats.filter((id) => id === workshop)).toHaveLength(3);
	expect(meanwhile.ok || meanwhile.reason === 'given-out').toBe(true);
	await close();
});
