import fc from 'fast-check';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { deliverEvent } from '#platform/events/events.server.ts';
import { mails } from '#platform/mail/mail.tables.ts';
import { test } from '#platform/testing.server.ts';
import type { Person } from '../people/people.server.ts';
import { somebody } from '../people/somebody.ts';
import { aGathering, fromNow } from './a-gathering.ts';
import { agendaData } from './personal-data.server.ts';
import { attendances } from './registrations.tables.ts';
import { tellMeeting, tellWish } from './wish-letters.server.ts';
import { goingOnFor } from './wishes-reading.server.ts';
import { acceptWish, agreeToBeNamed, leaveNamed, makeWish, takeBackWish } from './wishes.server.ts';

const origin = 'https://alliance.exemple';
const handlers = {
	'agenda.wished': { tell: tellWish(origin) },
	'agenda.wishes-met': { tell: tellMeeting(origin) }
};

/** A gathering that began, and so many people who were noted there: Personne0, Personne1… */
async function attended(db: Database, many: number) {
	const { id, slug } = await aGathering(db);
	const people: Person[] = [];
	for (let n = 0; n < many; n += 1) {
		const person = await somebody(db, { name: `Personne${n}`, email: `p${n}-${slug}@exemple.org` });
		await db.insert(attendances).values({ id: uuidv7(), gatheringId: id, personId: person.id });
		people.push(person);
	}
	return { slug, people };
}

/** The letters that left since the last time. */
async function letters(db: Database) {
	const { rows } = await db.execute<{ id: number }>(sql`select id::int from events order by id`);
	for (const { id } of rows) await deliverEvent(db, handlers, id);
	const sent = await db.select({ to: mails.recipient, text: mails.text }).from(mails);
	await db.delete(mails);
	await db.execute(sql`delete from event_deliveries`);
	await db.execute(sql`delete from events`);
	return sent;
}

test('two who choose each other receive the address of the other, and not before', async ({ db }) => {
	const { slug, people } = await attended(db, 2);
	const [ada, bo] = people as [Person, Person];
	for (const person of people) await agreeToBeNamed(db, person, slug);
	await makeWish(db, ada, slug, { with: bo.id, about: 'Une recyclerie' });
	const asked = await letters(db);
	expect(asked.map(({ to }) => to)).toEqual([bo.email]);
	expect(asked[0]!.text).not.toMatch(/Personne0|p0-|recyclerie/);
	await makeWish(db, bo, slug, { with: ada.id, about: 'Un four à pain' });
	const told = await letters(db);
	expect(told.map(({ to }) => to).sort()).toEqual([ada.email, bo.email]);
	expect(told.find(({ to }) => to === ada.email)!.text).toMatch(/four à pain[^]*p1-/);
	expect(told.find(({ to }) => to === bo.email)!.text).toMatch(/recyclerie[^]*p0-/);
	await makeWish(db, bo, slug, { with: ada.id, about: 'Autre chose' });
	expect(await letters(db)).toEqual([]);
});

test('one who is chosen accepts, once, and who took it back is not in touch', async ({ db }) => {
	const { slug, people } = await attended(db, 2);
	const [ada, bo] = people as [Person, Person];
	for (const person of people) await agreeToBeNamed(db, person, slug);
	await makeWish(db, ada, slug, { with: bo.id, about: 'Une recyclerie' });
	const [first] = (await goingOnFor(db, bo, slug))!.theirs;
	await takeBackWish(db, ada, slug, first!.id);
	expect(await acceptWish(db, bo, slug, first!.id)).toEqual({ ok: false, reason: 'nobody' });
	await makeWish(db, ada, slug, { with: bo.id, about: 'Une recyclerie' });
	const [wish] = (await goingOnFor(db, bo, slug))!.theirs;
	expect(wish).toMatchObject({ name: 'Personne0', about: 'Une recyclerie' });
	expect(await acceptWish(db, ada, slug, wish!.id)).toEqual({ ok: false, reason: 'nobody' });
	await letters(db);
	expect(await acceptWish(db, bo, slug, wish!.id)).toEqual({ ok: true });
	expect(await acceptWish(db, bo, slug, wish!.id)).toEqual({ ok: true });
	expect(await letters(db)).toHaveLength(2);
	expect((await goingOnFor(db, ada, slug))!.mine).toMatchObject([{ isMet: true }]);
});

test('who was not there reads nothing; who did not agree to be named is neither read nor chosen', async ({
	db
}) => {
	const { slug, people } = await attended(db, 3);
	const [ada, bo, cy] = people as [Person, Person, Person];
	const stranger = await somebody(db, { isFacilitator: true });
	for (const person of [ada, cy]) await agreeToBeNamed(db, person, slug);
	expect(await goingOnFor(db, stranger, slug)).toBeUndefined();
	expect(await agreeToBeNamed(db, stranger, slug)).toBe(false);
	const wish = (by: Person, to: Person) => makeWish(db, by, slug, { with: to.id, about: 'Ensemble' });
	expect(await wish(stranger, ada)).toEqual({ ok: false, reason: 'not-found' });
	for (const [by, to] of [
		[ada, bo],
		[bo, ada],
		[ada, ada],
		[ada, stranger]
	] as const)
		expect(await wish(by, to)).toEqual({ ok: false, reason: 'nobody' });
	expect(await goingOnFor(db, bo, slug)).toMatchObject({ isNamed: false, others: [], theirs: [] });
	expect((await goingOnFor(db, ada, slug))!.others.map(({ name }) => name)).toEqual(['Personne2']);
	const coming = await aGathering(db, { startsAt: fromNow(60) });
	await db.insert(attendances).values({ id: uuidv7(), gatheringId: coming.id, personId: ada.id });
	expect(await goingOnFor(db, ada, coming.slug)).toBeUndefined();
});

test('who erases themselves is no longer in what others would like', async ({ db }) => {
	const { slug, people } = await attended(db, 2);
	const [ada, bo] = people as [Person, Person];
	for (const person of people) await agreeToBeNamed(db, person, slug);
	await makeWish(db, ada, slug, { with: bo.id, about: 'Une recyclerie' });
	await makeWish(db, bo, slug, { with: ada.id, about: 'Un four' });
	const held = await agendaData.export(db, ada);
	expect(JSON.stringify(held)).toContain('recyclerie');
	expect(JSON.stringify(held)).not.toContain('Un four');
	await agendaData.erase(db, bo);
	expect(await goingOnFor(db, ada, slug)).toMatchObject({ others: [], mine: [], theirs: [] });
});

const many = 3;
const someone = fc.integer({ min: 0, max: many - 1 });
const deed = fc.record({
	act: fc.constantFrom('name', 'name', 'leave', 'wish', 'wish', 'wish', 'accept', 'take-back'),
	by: someone,
	to: someone
});

test('whatever people do, nobody else learns of what two would like, and no address is given before both agree', async ({
	db
}) => {
	await fc.assert(
		fc.asyncProperty(fc.array(deed, { maxLength: 12 }), async (deeds) => {
			const { slug, people } = await attended(db, many);
			const agreed = new Set<string>();
			for (const { act, by, to } of deeds) {
				const [person, other] = [people[by]!, people[to]!];
				const between = (await goingOnFor(db, person, slug))!;
				if (act === 'name') await agreeToBeNamed(db, person, slug);
				if (act === 'leave') await leaveNamed(db, person, slug);
				if (act === 'wish') await makeWish(db, person, slug, { with: other.id, about: `Sujet${by}x${to}` });
				const [theirs, mine] = [between.theirs[0], between.mine[0]];
				if (act === 'accept' && theirs) await acceptWish(db, person, slug, theirs.id);
				if (act === 'take-back' && mine) await takeBackWish(db, person, slug, mine.id);
				if (act === 'wish' || act === 'accept') await noteAgreements(db, people, slug, agreed);
			}
			for (const [place, person] of people.entries())
				for (const [, from, to] of JSON.stringify(await goingOnFor(db, person, slug)).matchAll(
					/Sujet(\d)x(\d)/g
				))
					expect([from, to]).toContain(String(place));
			for (const { to, text } of await letters(db)) {
				const reader = /^p(\d)-/.exec(to)![1]!;
				for (const [, other] of text.matchAll(/p(\d)-[\w-]+@/g))
					expect(agreed.has([reader, other!].sort().join())).toBe(true);
				for (const [, from, towards] of text.matchAll(/Sujet(\d)x(\d)/g))
					expect([from, towards]).toContain(reader);
			}
		}),
		{ numRuns: 15 }
	);
});

/** Remembers who is in touch with whom, as the two themselves read it. */
async function noteAgreements(db: Database, people: Person[], slug: string, agreed: Set<string>) {
	for (const [place, person] of people.entries())
		for (const { name, isMet } of (await goingOnFor(db, person, slug))!.mine)
			if (isMet) agreed.add([String(place), name.replace('Personne', '')].sort().join());
}
