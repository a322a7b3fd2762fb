import { sql } from 'drizzle-orm';
import * as v from 'valibot';
import { describe, expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import { persons } from '../people/people.tables.ts';
import type { Person } from '../people/people.server.ts';
import { somebody } from '../people/somebody.ts';
import { aGathering, anOrganisation, aSeat, fromNow } from './a-gathering.ts';
import { participations } from './agenda.tables.ts';
import { notePresences } from './noting.server.ts';
import { agendaData } from './personal-data.server.ts';
import { cancelGathering } from './planning.server.ts';
import { presenceSheet } from './presence-sheet.server.ts';
import { PresencesInput } from './presences.input.ts';

const site = { secret: 'x'.repeat(32), origin: 'https://alliance.example' };

const sent = (fields: Record<string, string>) => v.parse(PresencesInput, fields);

async function sheetOf(db: Database, person: Person, slug: string) {
	const sheet = await presenceSheet(db, person, slug, site);
	const there = sheet!.seats.filter(({ isThere }) => isThere).map(({ name }) => name);
	return { there, others: sheet!.others.map(({ name }) => name), sheet: sheet! };
}

const tellings = async (db: Database) => {
	const { rows } = await db.execute<{ name: string }>(
		sql`select name from events where name like 'agenda.attend%' order by id`
	);
	return rows.map(({ name }) => name);
};

describe('whoever runs a gathering', () => {
	test('ticks who has a seat, saves twice without harm, and corrects', async ({ db }) => {
		const host = await somebody(db, { isFacilitator: true });
		const { id, slug } = await aGathering(db);
		const bo = await aSeat(db, id, await somebody(db, { name: 'Bo Petit' }));
		const guest = await aSeat(db, id, await somebody(db, { name: 'Cleo' }), { guestName: 'Dan Invité' });
		await aSeat(db, id, await somebody(db, { name: 'En attente' }), { seatedAt: null });
		await aSeat(db, id, await somebody(db, { name: 'Parti' }), { leftAt: new Date() });
		const before = await sheetOf(db, host, slug);
		expect(before.sheet.seats.map(({ name }) => name)).toEqual(['Bo Petit', 'Dan Invité']);

		const form = sent({ seats: `${bo},${guest}` });
		for (const again of [1, 2])
			expect(await notePresences(db, host, slug, form, site), String(again)).toMatchObject({ ok: true });
		expect(await sheetOf(db, host, slug)).toMatchObject({ there: ['Bo Petit', 'Dan Invité'], others: [] });
		expect(await tellings(db)).toEqual(['agenda.attended']);

		await notePresences(db, host, slug, sent({ 'seats-before': `${bo},${guest}`, seats: guest }), site);
		expect((await sheetOf(db, host, slug)).there).toEqual(['Dan Invité']);
		expect(await tellings(db)).toEqual(['agenda.attended', 'agenda.attendance-corrected']);
	});

	test('adds by name who came without registering, once, for an organisation that is known', async ({
		db
	}) => {
		const host = await somebody(db, { isFacilitator: true });
		const { slug } = await aGathering(db);
		await anOrganisation(db, 'La Source');
		const form = sent({ name: 'Eve Passante', organisation: 'la source' });
		for (let time = 0; time < 2; time += 1) await notePresences(db, host, slug, form, site);
		const { others, sheet } = await sheetOf(db, host, slug);
		expect(others).toEqual(['Eve Passante']);
		expect(await db.$count(participations)).toBe(1);
		const unknown = await notePresences(
			db,
			host,
			slug,
			sent({ name: 'Zoé', organisation: 'Le Puits' }),
			site
		);
		expect(unknown).toEqual({ ok: false, reason: 'unknown-organisation' });

		await notePresences(db, host, slug, sent({ 'others-before': sheet.others[0]!.id }), site);
		expect((await sheetOf(db, host, slug)).others).toEqual([]);
		expect(await db.$count(participations)).toBe(0);
	});

	test('learns nothing of who has an account: an address that has one and one that has none leave the same traces', async ({
		db
	}) => {
		const host = await somebody(db, { isFacilitator: true });
		const ada = await somebody(db, { name: 'Ada Cachée' });
		const { slug } = await aGathering(db);
		const answers = [];
		for (const email of [ada.email, 'personne@exemple.org'])
			answers.push({
				result: await notePresences(db, host, slug, sent({ email }), site),
				sheet: (await sheetOf(db, host, slug)).sheet
			});
		expect(answers[0]).toEqual(answers[1]);
		const { rows } = await db.execute(sql`select recipient, subject from mails order by queued_at`);
		expect(rows).toEqual([
			{ recipient: ada.email, subject: 'Étiez-vous là ? Faire ensemble' },
			{ recipient: 'personne@exemple.org', subject: 'Étiez-vous là ? Faire ensemble' }
		]);
	});

	test('notes nobody earlier than an hour before, nor at a gathering that was cancelled', async ({ db }) => {
		const host = await somebody(db, { isFacilitator: true });
		const early = await aGathering(db, { startsAt: fromNow(61), endsAt: fromNow(120) });
		expect(await notePresences(db, host, early.slug, sent({ name: 'Eve' }), site)).toEqual({
			ok: false,
			reason: 'too-early'
		});
		const { slug } = await aGathering(db, { startsAt: fromNow(59), endsAt: fromNow(120) });
		expect(await notePresences(db, host, slug, sent({ name: 'Eve' }), site)).toMatchObject({ ok: true });
		await cancelGathering(db, host, slug, { reason: 'Plus de salle' });
		expect(await notePresences(db, host, slug, sent({ name: 'Zoé' }), site)).toEqual({
			ok: false,
			reason: 'cancelled'
		});
	});

	test('is the only one who reads and notes: strangers see no sheet and change nothing', async ({ db }) => {
		const stranger = await somebody(db);
		const host = await somebody(db);
		const { id, slug } = await aGathering(db, { hostId: host.id });
		const seat = await aSeat(db, id, stranger);
		expect(await presenceSheet(db, stranger, slug, site)).toBeUndefined();
		expect(await notePresences(db, stranger, slug, sent({ seats: seat }), site)).toEqual({
			ok: false,
			reason: 'forbidden'
		});
		expect((await sheetOf(db, host, slug)).there).toEqual([]);
		const elsewhere = await aGathering(db, { hostId: host.id });
		await notePresences(db, host, elsewhere.slug, sent({ seats: seat }), site);
		expect((await sheetOf(db, host, slug)).there).toEqual([]);
	});
});

test('two organisers who save at once, each with a page from before, undo nothing of each other', async () => {
	const { db, close } = await cloneDatabase();
	const hosts = [await somebody(db, { isFacilitator: true }), await somebody(db, { isFacilitator: true })];
	const { id, slug } = await aGathering(db);
	const seats: string[] = [];
	for (let number = 0; number < 6; number += 1)
		seats.push(await aSeat(db, id, await somebody(db, { name: `P${number}` })));
	const forms = [seats.slice(0, 4), seats.slice(2)].map((some) =>
		sent({ seats: some.join(','), name: 'Eve Passante' })
	);
	await Promise.all([0, 1, 0, 1].map((at) => notePresences(db, hosts[at]!, slug, forms[at]!, site)));
	const { there, others } = await sheetOf(db, hosts[0]!, slug);
	expect(there).toEqual(['P0', 'P1', 'P2', 'P3', 'P4', 'P5']);
	expect(others).toEqual(['Eve Passante']);
	await close();
});

test('that somebody was there for an organisation stays, without them, when they erase themselves', async ({
	db
}) => {
	const host = await somebody(db, { isFacilitator: true });
	const ada = await somebody(db);
	const { id, slug } = await aGathering(db);
	const organisationId = await anOrganisation(db, 'La Source');
	const seats = [
		await aSeat(db, id, ada, { organisationId }),
		await aSeat(db, id, ada, { organisationId, guestName: 'Dan Invité' })
	];
	await notePresences(db, host, slug, sent({ seats: seats.join(',') }), site);
	await agendaData.erase(db, ada);
	await db.delete(persons).where(sql`id = ${ada.id}`);
	expect((await sheetOf(db, host, slug)).sheet.others).toMatchObject([
		{ name: '', organisation: 'La Source' },
		{ name: 'Dan Invité', organisation: 'La Source' }
	]);
	expect(await db.$count(participations)).toBe(1);
});

test.for([
	['an address that is none', { email: 'ada' }, 'email'],
	['two addresses at once', { email: 'a@exemple.org,b@exemple.org' }, 'email'],
	['an organisation without anybody', { organisation: 'La Source' }, 'name']
] as const)('%s is refused beside its field', ([, fields, field]) => {
	const read = v.safeParse(PresencesInput, fields);
	expect(read.issues?.map((issue) => v.getDotPath(issue))).toEqual([field]);
});
