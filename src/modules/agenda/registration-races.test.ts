import { count, eq, isNotNull, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { cloneDatabase } from '#platform/testing.server.ts';
import type { Database } from '#platform/database.server.ts';
import { events } from '#platform/events/events.tables.ts';
import type { Person } from '../people/people.server.ts';
import { persons } from '../people/people.tables.ts';
import { somebody } from '../people/somebody.ts';
import { gatherings } from './agenda.tables.ts';
import { leaveGathering } from './leaving.server.ts';
import { answerOffer, offerKey } from './offers.server.ts';
import { cancelGathering, changeGathering } from './planning.server.ts';
import { anOpenGathering, lineIn, register, secret, sent } from './registering-for-tests.ts';
import { registrations } from './registrations.tables.ts';

test('of five hundred people who register at once for forty seats, the first forty have one, the others wait in order, and nobody is lost', async () => {
	const { db, close } = await cloneDatabase();
	const { id, slug } = await anOpenGathering(db, await somebody(db, { isFacilitator: true }), {
		capacity: '40'
	});
	const people = await crowd(db, 500);
	const registered = await Promise.all(people.map((person) => register(db, person, slug)));
	expect(registered.filter(({ ok }) => !ok)).toEqual([]);
	const line = await db
		.select()
		.from(registrations)
		.where(eq(registrations.gatheringId, id))
		.orderBy(registrations.arrival);
	expect(new Set(line.map(({ personId }) => personId)).size).toBe(500);
	expect(line.map(({ seatedAt }) => seatedAt !== null)).toEqual(line.map((_, index) => index < 40));
	expect(line.filter(({ offerUntil, leftAt }) => offerUntil ?? leftAt)).toEqual([]);
	const [told] = await db.select({ n: count() }).from(events).where(eq(events.name, 'agenda.registered'));
	expect(told!.n).toBe(500);
	await close();
}, 120_000);

test('of two who want the last seat, one has it and the other waits; of two clicks, one counts', async () => {
	const { db, close } = await cloneDatabase();
	const host = await somebody(db, { isFacilitator: true });
	for (let round = 0; round < 8; round += 1) {
		const { id, slug } = await anOpenGathering(db, host, { capacity: '1' });
		const [ada, bo] = (await crowd(db, 2)) as [Person, Person];
		const all = await Promise.all([ada, ada, bo, bo].map((person) => register(db, person, slug)));
		expect(all.filter(({ ok }) => ok)).toHaveLength(2);
		expect((await lineIn(db, id)).map((one) => one.at(-1))).toEqual(['+', '…']);
	}
	await close();
}, 60_000);

test('a seat that is left, taken and wanted at the same moment is one seat', async () => {
	const { db, close } = await cloneDatabase();
	const host = await somebody(db, { isFacilitator: true });
	for (let round = 0; round < 6; round += 1) {
		const { id, slug } = await anOpenGathering(db, host, { capacity: '2' });
		const [ada, bo, cy, di, el] = (await crowd(db, 5)) as [Person, Person, Person, Person, Person];
		for (const person of [ada, bo, cy, di]) await register(db, person, slug);
		await leaveGathering(db, ada, slug, 'all');
		const [offered] = await db
			.select()
			.from(registrations)
			.where(sql`${eq(registrations.gatheringId, id)} and ${isNotNull(registrations.offerUntil)}`);
		const key = offerKey(secret, offered!.id);
		const answers = await Promise.all([
			answerOffer(db, secret, key, 'take'),
			answerOffer(db, secret, key, 'decline'),
			register(db, el, slug).then(({ ok }) => ok),
			leaveGathering(db, bo, slug, 'all')
		]);
		expect([answers[0] !== answers[1], answers[2], answers[3]]).toEqual([true, true, true]);
		const line = await lineIn(db, id);
		expect(line.filter((one) => !one.endsWith('…'))).toHaveLength(2);
	}
	await close();
}, 60_000);

test('whatever is changed while people register, there are never more seats taken than there are', async () => {
	const { db, close } = await cloneDatabase();
	const host = await somebody(db, { isFacilitator: true });
	for (let round = 0; round < 4; round += 1) {
		const { id, slug } = await anOpenGathering(db, host, { capacity: '10' });
		const people = await crowd(db, 16);
		const change = (as: Record<string, string>) => changeGathering(db, host, slug, sent(as));
		const [registered, lowered] = await Promise.all([
			Promise.all(people.map((person) => register(db, person, slug))),
			change({ capacity: '5' }),
			change({ capacity: '12', from: '17:00' })
		]);
		expect(registered.filter(({ ok }) => !ok)).toEqual([]);
		const [{ capacity } = { capacity: 0 }] = await db
			.select({ capacity: gatherings.capacity })
			.from(gatherings)
			.where(eq(gatherings.id, id));
		const line = await lineIn(db, id);
		expect(line).toHaveLength(16);
		expect(lowered.ok || lowered.reason === 'too-few-seats').toBe(true);
		expect(line.filter((one) => !one.endsWith('…'))).toHaveLength(capacity!);
	}
	await close();
}, 60_000);

test('who registers while a gathering is cancelled is registered or told, and nobody is offered a seat after', async () => {
	const { db, close } = await cloneDatabase();
	const host = await somebody(db, { isFacilitator: true });
	const { id, slug } = await anOpenGathering(db, host, { capacity: '3' });
	const people = await crowd(db, 12);
	const [registered] = await Promise.all([
		Promise.all(people.map((person) => register(db, person, slug))),
		cancelGathering(db, host, slug, { reason: 'Neige' })
	]);
	for (const result of registered) expect(result.ok || result.reason).toBe(result.ok || 'cancelled');
	expect(await lineIn(db, id)).toHaveLength(registered.filter(({ ok }) => ok).length);
	await close();
}, 60_000);

/** So many people, signed in. */
async function crowd(db: Database, size: number): Promise<Person[]> {
	const people = Array.from({ length: size }, (_, number) => ({
		id: crypto.randomUUID(),
		name: `Ada ${number}`,
		locale: 'fr' as const
	}));
	const withAddress = people.map((person) => ({ ...person, email: `${person.id}@exemple.org` }));
	await db.insert(persons).values(withAddress);
	const plain = { isAdministrator: false, isFacilitator: false, isWelcomed: true };
	return withAddress.map((person) => ({ ...person, ...plain }));
}
