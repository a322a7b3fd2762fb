import { desc, eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import type { EventHandlers } from '#platform/events/events.server.ts';
import { deliverEvent } from '#platform/events/events.server.ts';
import { events } from '#platform/events/events.tables.ts';
import { mails } from '#platform/mail/mail.tables.ts';
import { test } from '#platform/testing.server.ts';
import { somebody } from '../people/somebody.ts';
import { gatherings } from './agenda.tables.ts';
import { leaveGathering } from './leaving.server.ts';
import { offerToRead } from './offers.server.ts';
import { cancelGathering, changeGathering } from './planning.server.ts';
import {
	tellCancellation,
	tellLapse,
	tellMove,
	tellOffer,
	tellRegistration
} from './registration-letters.server.ts';
import { anOpenGathering, hour, lineIn, register, secret, sent } from './registering-for-tests.ts';
import { registrations } from './registrations.tables.ts';
import { forgetAnswers, remindOfGatherings } from './reminding.server.ts';
import { offerLasts, passOnSeats } from './seats.server.ts';

const origin = 'https://alliance.example';
const wayOut = { headers: { 'List-Unsubscribe': '<https://alliance.example/x>' }, footerLinks: [] };
const mayWrite = async () => wayOut;
const handlers: EventHandlers = {
	'agenda.registered': { 'tell-registration': tellRegistration(origin) },
	'agenda.seat-offered': { 'tell-offer': tellOffer(origin, secret) },
	'agenda.seat-lapsed': { 'tell-lapse': tellLapse(origin) },
	'agenda.changed': { 'tell-move': tellMove(origin) },
	'agenda.cancelled': { 'tell-cancellation': tellCancellation(origin) }
};

/** Delivers what happened and was not delivered yet; the letters that left, each as its address and subject. */
async function lettersOf(db: Database): Promise<string[]> {
	await db.delete(mails);
	for (const { id } of await db.select().from(events).orderBy(events.id))
		await deliverEvent(db, handlers, id);
	return (await db.select().from(mails)).map(({ recipient, subject }) => `${recipient} ${subject}`).sort();
}

async function latestLetter(db: Database): Promise<string> {
	const [letter] = await db.select().from(mails).orderBy(desc(mails.id));
	return letter!.text;
}

describe('letters', () => {
	test('tell who registered whether there is a seat, in their language, and offer with a link', async ({
		db
	}) => {
		const { id, slug } = await aGathering(db);
		const ada = await somebody(db, { name: 'Ada', email: 'ada@exemple.org' });
		const bo = await somebody(db, { name: 'Bo', email: 'bo@exemple.org', locale: 'en' });
		await register(db, ada, slug);
		await register(db, bo, slug, { guest1: 'Cy' });
		expect(await lettersOf(db)).toEqual([
			...['ada@exemple.org Votre inscription : Atelier', 'bo@exemple.org You are waiting: Atelier']
		]);
		const files = await db.select({ to: mails.recipient, file: mails.calendar }).from(mails);
		expect(files.find(({ to }) => to === 'ada@exemple.org')!.file).toMatch(/SUMMARY:Atelier[^]*visio/);
		expect(files.find(({ to }) => to === 'bo@exemple.org')!.file).toBeNull();
		await leaveGathering(db, ada, slug, 'all');
		expect(await lettersOf(db)).toEqual(['bo@exemple.org A seat is free: Atelier']);
		const text = await latestLetter(db);
		const key = /https:\/\/alliance\.example\/en\/agenda\/place\/(\S+)/.exec(text)![1]!;
		expect(await offerToRead(db, secret, key)).toMatchObject({ standing: 'open', names: ['Bo'] });
		expect(text).not.toContain('visio.exemple.org');
		expect(await lettersOf(db)).toEqual([]);
		await passOnSeats(db, new Date(Date.now() + offerLasts + hour));
		expect(await lettersOf(db)).toEqual([
			...['bo@exemple.org A seat is free: Atelier', 'bo@exemple.org The seat went to somebody else: Atelier']
		]);
		expect(await lineIn(db, id)).toEqual(['Cy ?']);
	});

	test('tell all who registered, once each, that a gathering is moved or cancelled, and nothing of other changes', async ({
		db
	}) => {
		const { slug, host } = await aGathering(db);
		const people = [];
		for (const name of ['ada', 'bo', 'cy']) {
			people.push(await somebody(db, { name, email: `${name}@exemple.org` }));
			await register(db, people.at(-1)!, slug, name === 'bo' ? { guest1: 'Di' } : {});
		}
		await leaveGathering(db, people[2]!, slug, 'all');
		await lettersOf(db);
		await changeGathering(db, host, slug, sent({ capacity: '1', text: 'Apportez un bol.' }));
		expect(await lettersOf(db)).toEqual([]);
		await changeGathering(db, host, slug, sent({ capacity: '1', from: '17:00' }));
		expect(await lettersOf(db)).toEqual([
			'ada@exemple.org La rencontre a changé d’heure : Atelier',
			'bo@exemple.org La rencontre a changé d’heure : Atelier'
		]);
		expect(await latestLetter(db)).toContain('de 17\u00A0h à 19\u00A0h');
		await cancelGathering(db, host, slug, { reason: 'La salle est fermée.' });
		expect(await lettersOf(db)).toEqual([
			'ada@exemple.org La rencontre est annulée : Atelier',
			'bo@exemple.org La rencontre est annulée : Atelier'
		]);
		expect(await latestLetter(db)).toContain('La salle est fermée.');
	});
});

test('the day before, those who have a seat are reminded once, with the link, and again only if it moves', async ({
	db
}) => {
	const { id, slug, host } = await aGathering(db, { capacity: '2' });
	await register(db, await somebody(db, { email: 'ada@exemple.org' }), slug, { guest1: 'Cy' });
	await register(db, await somebody(db, { email: 'bo@exemple.org' }), slug);
	const startsAt = sent().startsAt.getTime();
	const remindedAt = async (before: number, start = startsAt) => {
		await db.delete(mails);
		await remindOfGatherings(db, { origin, mayWrite }, new Date(start - before));
		return (await db.select().from(mails)).map(({ recipient }) => recipient);
	};
	expect(await remindedAt(25 * hour)).toEqual([]);
	expect(await remindedAt(-hour)).toEqual([]);
	expect(await remindedAt(23 * hour)).toEqual(['ada@exemple.org']);
	expect(await latestLetter(db)).toContain('https://visio.exemple.org/atelier');
	expect((await db.select().from(mails))[0]!.headers).toEqual(wayOut.headers);
	expect(await remindedAt(22 * hour)).toEqual([]);
	await changeGathering(db, host, slug, sent({ capacity: '2', from: '17:00' }));
	expect(await remindedAt(23 * hour, startsAt - hour)).toEqual(['ada@exemple.org']);
	await db.update(registrations).set({ remindedAt: null }).where(eq(registrations.gatheringId, id));
	await cancelGathering(db, host, slug, { reason: 'Neige' });
	expect(await remindedAt(2 * hour)).toEqual([]);
});

test('a week after the gathering, the answers are erased, and those of what is to come are not', async ({
	db
}) => {
	const { id, slug } = await aGathering(db, { asks: 'expectations,diet,access' });
	const { slug: next } = await aGathering(db, { asks: 'diet' });
	const ada = await somebody(db);
	const answers = { expectations: 'Comprendre', diet: 'Sans gluten', access: 'Une rampe' };
	await register(db, ada, slug, answers);
	await register(db, ada, next, answers);
	const answersKept = async () =>
		(await db.select().from(registrations).orderBy(registrations.arrival)).map(
			({ expectations, diet, access }) => [expectations, diet, access]
		);
	const kept = ['Comprendre', 'Sans gluten', 'Une rampe'];
	const [endsAt] = await db.select().from(gatherings).where(eq(gatherings.id, id));
	await db
		.update(gatherings)
		.set({ endsAt: new Date(Date.now() + 60 * 24 * hour) })
		.where(eq(gatherings.slug, next));
	const after = (days: number) => new Date(endsAt!.endsAt.getTime() + days * 24 * hour);
	await forgetAnswers(db, after(6.9));
	expect(await answersKept()).toEqual([kept, [null, 'Sans gluten', null]]);
	await forgetAnswers(db, after(7.1));
	expect(await answersKept()).toEqual([
		[null, null, null],
		[null, 'Sans gluten', null]
	]);
});

async function aGathering(db: Database, as: Record<string, string> = {}) {
	const host = await somebody(db, { isFacilitator: true });
	return { host, ...(await anOpenGathering(db, host, { capacity: '1', ...as })) };
}
