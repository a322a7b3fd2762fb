import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { m } from '#words/messages.js';
import type { Person } from '../people/people.server.ts';
import type { HeldData, PersonalData } from '../people/personal-data.ts';
import { gatheringCancellations, gatherings } from './agenda.tables.ts';
import {
	attendances,
	calendarFeeds,
	gatheringTraces,
	registrations,
	slots,
	takeaways
} from './registrations.tables.ts';
import { forgetWishes, wishesHeld } from './wishes-held.server.ts';

/** What the agenda holds about a person: what they registered for, attended, brought and took away. */
export const agendaData: PersonalData = {
	module: 'agenda',
	tables: [
		'gatherings',
		'gathering_cancellations',
		'gathering_registrations',
		'gathering_attendances',
		'gathering_slots',
		'gathering_traces',
		'gathering_takeaways',
		'gathering_named',
		'gathering_wishes',
		'calendar_feeds'
	],
	export: async (db, person) => [
		await registrationsHeld(db, person),
		await attendancesHeld(db, person),
		await slotsHeld(db, person),
		await takeawaysHeld(db, person),
		await wishesHeld(db, person)
	],
	erase,
	stays: () => [m.agenda_stays()]
};

/** Gatherings and their notes stay without who hosted or wrote them; what one was oneself in them goes. */
async function erase(tx: Database, { id }: Person): Promise<void> {
	await leaveAttendances(tx, id);
	await tx.delete(registrations).where(eq(registrations.personId, id));
	await tx.update(attendances).set({ notedBy: null }).where(eq(attendances.notedBy, id));
	await tx.delete(slots).where(eq(slots.personId, id));
	await tx.delete(takeaways).where(eq(takeaways.personId, id));
	await forgetWishes(tx, id);
	await tx.delete(calendarFeeds).where(eq(calendarFeeds.personId, id));
	await tx.update(gatheringTraces).set({ writtenBy: null }).where(eq(gatheringTraces.writtenBy, id));
	await tx
		.update(gatheringCancellations)
		.set({ cancelledBy: null })
		.where(eq(gatheringCancellations.cancelledBy, id));
	await tx.update(gatherings).set({ hostId: null }).where(eq(gatherings.hostId, id));
}

/** That somebody was there for an organisation, and the guests whom they brought, stay without them. */
async function leaveAttendances(tx: Database, id: string): Promise<void> {
	const ofTheirs = tx
		.select({ id: registrations.id })
		.from(registrations)
		.where(eq(registrations.personId, id));
	await tx
		.update(attendances)
		.set({ registrationId: null })
		.where(inArray(attendances.registrationId, ofTheirs));
	const isTheirs = eq(attendances.personId, id);
	await tx
		.update(attendances)
		.set({ personId: null, name: '' })
		.where(and(isTheirs, isNotNull(attendances.organisationId)));
	await tx.delete(attendances).where(isTheirs);
}

async function registrationsHeld(db: Database, { id }: Person): Promise<HeldData> {
	const rows = await db
		.select({
			gathering: gatherings.title,
			startsAt: gatherings.startsAt,
			guestName: registrations.guestName,
			expectations: registrations.expectations,
			diet: registrations.diet,
			access: registrations.access,
			registeredAt: registrations.registeredAt,
			leftAt: registrations.leftAt
		})
		.from(registrations)
		.innerJoin(gatherings, eq(gatherings.id, registrations.gatheringId))
		.where(eq(registrations.personId, id))
		.orderBy(registrations.arrival);
	const labels = {
		...whichGathering(),
		guestName: m.agenda_data_guest(),
		expectations: m.agenda_data_expectations(),
		diet: m.agenda_ask_diet(),
		access: m.agenda_ask_access(),
		registeredAt: m.agenda_data_registered(),
		leftAt: m.agenda_data_left()
	};
	return { key: 'agenda.registrations', title: m.agenda_data_registrations(), labels, rows };
}

async function attendancesHeld(db: Database, { id }: Person): Promise<HeldData> {
	const rows = await db
		.select({ gathering: gatherings.title, startsAt: gatherings.startsAt, notedAt: attendances.notedAt })
		.from(attendances)
		.innerJoin(gatherings, eq(gatherings.id, attendances.gatheringId))
		.where(and(isNotNull(attendances.personId), eq(attendances.personId, id)))
		.orderBy(attendances.id);
	const labels = { ...whichGathering(), notedAt: m.agenda_data_noted() };
	return { key: 'agenda.attendances', title: m.agenda_data_attendances(), labels, rows };
}

async function slotsHeld(db: Database, { id }: Person): Promise<HeldData> {
	const rows = await db
		.select({
			gathering: gatherings.title,
			startsAt: gatherings.startsAt,
			subject: slots.subject,
			text: slots.text
		})
		.from(slots)
		.innerJoin(gatherings, eq(gatherings.id, slots.gatheringId))
		.where(eq(slots.personId, id))
		.orderBy(slots.arrival);
	const labels = { ...whichGathering(), subject: m.agenda_data_subject(), text: m.agenda_data_text() };
	return { key: 'agenda.slots', title: m.agenda_data_slots(), labels, rows };
}

async function takeawaysHeld(db: Database, { id }: Person): Promise<HeldData> {
	const held = await db
		.select({
			gathering: gatherings.title,
			startsAt: gatherings.startsAt,
			words: takeaways.words,
			question: takeaways.question
		})
		.from(takeaways)
		.innerJoin(gatherings, eq(gatherings.id, takeaways.gatheringId))
		.where(eq(takeaways.personId, id))
		.orderBy(takeaways.toldAt);
	const rows = held.map((row) => ({ ...row, words: row.words.join(', ') }));
	const labels = { ...whichGathering(), words: m.agenda_data_words(), question: m.agenda_data_question() };
	return { key: 'agenda.takeaways', title: m.agenda_data_takeaways(), labels, rows };
}

function whichGathering() {
	return { gathering: m.agenda_data_gathering(), startsAt: m.agenda_data_starts() };
}
