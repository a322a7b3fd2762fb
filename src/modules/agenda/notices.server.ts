import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { HappenedEvent } from '#platform/events/events.server.ts';
import { notify } from '../notifications/notifying.server.ts';
import { gatherings } from './agenda.tables.ts';
import type { AgendaNotice } from './notice-kinds.server.ts';
import { attendances, registrations } from './registrations.tables.ts';
import { inLineOf } from './seats.server.ts';

type Gathering = typeof gatherings.$inferSelect;

/** Tells everybody who registered, on the page of their notifications, that a gathering is at another time. */
export async function noticeMove(tx: Database, event: HappenedEvent<'agenda.changed'>): Promise<void> {
	if (event.details.isMoved) await noticeRegistered(tx, 'agenda.moved', event);
}

/** Tells everybody who registered that a gathering will not take place. */
export async function noticeCancellation(
	tx: Database,
	event: HappenedEvent<'agenda.cancelled'>
): Promise<void> {
	await noticeRegistered(tx, 'agenda.cancelled', event);
}

async function noticeRegistered(
	tx: Database,
	kind: 'agenda.moved' | 'agenda.cancelled',
	event: HappenedEvent<'agenda.changed' | 'agenda.cancelled'>
): Promise<void> {
	const { gatheringId } = event.details;
	const registered = await tx
		.select({ personId: registrations.personId })
		.from(registrations)
		.where(inLineOf(gatheringId));
	await tell(tx, kind, event, await gatheringWith(tx, gatheringId), registered);
}

/** Tells who waits that a seat is held for them; the letter that leaves has the link to take it. */
export async function noticeOffer(tx: Database, event: HappenedEvent<'agenda.seat-offered'>): Promise<void> {
	await noticeSeat(tx, 'agenda.seat-offered', event);
}

/** Tells who did not answer in time that the seat went to somebody else. */
export async function noticeLapse(tx: Database, event: HappenedEvent<'agenda.seat-lapsed'>): Promise<void> {
	await noticeSeat(tx, 'agenda.seat-lapsed', event);
}

async function noticeSeat(
	tx: Database,
	kind: 'agenda.seat-offered' | 'agenda.seat-lapsed',
	event: HappenedEvent<'agenda.seat-offered' | 'agenda.seat-lapsed'>
): Promise<void> {
	const { gatheringId, registrationId } = event.details;
	const waiting = await tx
		.select({ personId: registrations.personId })
		.from(registrations)
		.where(eq(registrations.id, registrationId));
	await tell(tx, kind, event, await gatheringWith(tx, gatheringId), waiting);
}

/** Tells those whom somebody else noted as present that they were, and where their certificate will be. */
export async function noticePresences(tx: Database, event: HappenedEvent<'agenda.attended'>): Promise<void> {
	const { gatheringId, attendanceIds } = event.details;
	const present = await tx
		.select({ personId: attendances.personId })
		.from(attendances)
		.where(and(inArray(attendances.id, attendanceIds), isNotNull(attendances.personId)));
	const known = present.map(({ personId }) => ({ personId: personId! }));
	const once = { id: gatheringId, actorId: event.actorId };
	await tell(tx, 'agenda.presence-noted', once, await gatheringWith(tx, gatheringId), known);
}

/** Reminds somebody who has a seat of a gathering, for each time at which it was to begin. */
export async function noticeReminder(tx: Database, gathering: Gathering, personId: string): Promise<void> {
	const id = `${gathering.id}:${gathering.startsAt.toISOString()}`;
	await tell(tx, 'agenda.reminder', { id, actorId: null }, gathering, [{ personId }]);
}

async function gatheringWith(tx: Database, id: string): Promise<Gathering | undefined> {
	const [gathering] = await tx.select().from(gatherings).where(eq(gatherings.id, id));
	return gathering;
}

async function tell(
	tx: Database,
	kind: AgendaNotice,
	event: { id: number | string; actorId: string | null },
	gathering: Gathering | undefined,
	to: { personId: string }[]
): Promise<void> {
	if (!gathering) return;
	const { id: gatheringId, slug, title, startsAt, endsAt, timeZone } = gathering;
	const when = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), timeZone };
	await notify(tx, {
		kind,
		to: to.map(({ personId }) => personId),
		by: event.actorId,
		about: `${kind}:${event.id}`,
		path: `/agenda/${slug}`,
		details: { gatheringId, title, ...when }
	});
}
