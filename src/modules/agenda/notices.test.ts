import { eq, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { deliverEvent, type EventHandlers } from '#platform/events/events.server.ts';
import { events } from '#platform/events/events.tables.ts';
import { speaking } from '#platform/locale.server.ts';
import { test } from '#platform/testing.server.ts';
import { noticesOf } from '../notifications/reading.server.ts';
import type { Person } from '../people/people.server.ts';
import { somebody } from '../people/somebody.ts';
import { gatherings } from './agenda.tables.ts';
import { leaveGathering } from './leaving.server.ts';
import { agendaFamilies, agendaNotices } from './notice-kinds.server.ts';
import {
	noticeCancellation,
	noticeLapse,
	noticeMove,
	noticeOffer,
	noticePresences
} from './notices.server.ts';
import { cancelGathering, changeGathering } from './planning.server.ts';
import { recordPresences } from './presence-changes.server.ts';
import { anOpenGathering, hour, register, sent } from './registering-for-tests.ts';
import { attendances } from './registrations.tables.ts';
import { remindOfGatherings } from './reminding.server.ts';

const catalogue = { families: agendaFamilies, kinds: agendaNotices };
const handlers: EventHandlers = {
	'agenda.seat-offered': { notice: noticeOffer },
	'agenda.seat-lapsed': { notice: noticeLapse },
	'agenda.changed': { notice: noticeMove },
	'agenda.cancelled': { notice: noticeCancellation },
	'agenda.attended': { notice: noticePresences }
};

/** What somebody is told, once all that happened was delivered. */
async function told(db: Database, person: Person): Promise<string[]> {
	for (const { id } of await db.select().from(events).orderBy(events.id))
		await deliverEvent(db, handlers, id);
	const { lines } = await speaking('fr', () => noticesOf(db, catalogue, person, 'all', {}));
	return lines.map(({ title }) => title);
}

async function aGathering(db: Database, as: Record<string, string> = {}) {
	const host = await somebody(db, { isFacilitator: true });
	return { host, ...(await anOpenGathering(db, host, as)) };
}

test('who registered is told of each move and of the end of it, and who moved it is not', async ({ db }) => {
	const { host, slug } = await aGathering(db);
	const [ada, bo] = [await somebody(db), await somebody(db)];
	await register(db, ada, slug, { guest1: 'Cy' });
	await register(db, host, slug);
	for (const from of ['17:00', '16:00']) await changeGathering(db, host, slug, sent({ from }));
	await changeGathering(db, host, slug, sent({ from: '16:00', title: 'Atelier du soir' }));
	await cancelGathering(db, host, slug, { reason: 'Neige' });
	expect(await told(db, ada)).toEqual([
		'«\u00A0Atelier du soir\u00A0» n’aura pas lieu',
		'«\u00A0Atelier du soir\u00A0» change d’heure',
		'«\u00A0Atelier du soir\u00A0» change d’heure'
	]);
	expect([await told(db, host), await told(db, bo)]).toEqual([[], []]);
});

test('who waits is told of the seat that is held for them', async ({ db }) => {
	const { slug } = await aGathering(db, { capacity: '1' });
	const [ada, bo] = [await somebody(db), await somebody(db)];
	await register(db, ada, slug);
	await register(db, bo, slug);
	await leaveGathering(db, ada, slug, 'all');
	expect(await told(db, bo)).toEqual(['Une place vous est proposée pour «\u00A0Atelier\u00A0»']);
	expect(await told(db, ada)).toEqual([]);
});

test('who refused the letter that reminds is reminded on the page alone', async ({ db }) => {
	const { slug } = await aGathering(db);
	const ada = await somebody(db);
	await register(db, ada, slug);
	const dayBefore = new Date(sent().startsAt.getTime() - 23 * hour);
	await remindOfGatherings(db, { origin: 'https://alliance.example', mayWrite: async () => null }, dayBefore);
	expect(await told(db, ada)).toEqual(['«\u00A0Atelier\u00A0», c’est bientôt']);
	const { rows } = await db.execute(sql`select 1 from mails`);
	expect(rows).toEqual([]);
});

test('who was noted as present is told once, unless they said it themselves', async ({ db }) => {
	const { host, id } = await aGathering(db);
	const [ada, bo] = [await somebody(db), await somebody(db)];
	for (const [person, by] of [
		[ada, host],
		[ada, host],
		[bo, bo]
	] as const) {
		await db.delete(attendances).where(eq(attendances.personId, person.id));
		const [noted] = await db
			.insert(attendances)
			.values({ id: crypto.randomUUID(), gatheringId: id, personId: person.id, notedBy: by.id })
			.returning();
		await recordPresences(db, by, id, { came: [noted!], gone: [] });
	}
	expect(await told(db, ada)).toEqual(['Votre présence à «\u00A0Atelier\u00A0» est notée']);
	expect(await told(db, bo)).toEqual([]);
});

test('what is for allies is no longer told to who is none, and what is gone to nobody', async ({ db }) => {
	const { host, slug, id } = await aGathering(db);
	const [ada, facilitator] = [await somebody(db), await somebody(db, { isFacilitator: true })];
	for (const person of [ada, facilitator]) await register(db, person, slug);
	await changeGathering(db, host, slug, sent({ from: '17:00' }));
	expect(await told(db, ada)).toHaveLength(1);
	await db.update(gatherings).set({ audience: 'allies' });
	expect(await told(db, ada)).toEqual([]);
	expect(await told(db, facilitator)).toHaveLength(1);
	await db.delete(gatherings).where(eq(gatherings.id, id));
	expect(await told(db, facilitator)).toEqual([]);
});
