import { and, asc, count, eq, gt, inArray, isNotNull, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import { gatheringCancellations, gatherings } from './agenda.tables.ts';
import { delegationsInTurn, delegationsOf, isComplete, type InLine } from './delegations.ts';
import { registrations } from './registrations.tables.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		/** A seat is held for one or several people whom one person registered; the first of them stands for all. */
		'agenda.seat-offered': { gatheringId: string; registrationId: string };
		/** Nobody answered in time: they are no longer in the line. */
		'agenda.seat-lapsed': { gatheringId: string; registrationId: string };
	}
}

/** How long a seat that became free is held for who waits: two days, and never past the beginning. */
export const offerLasts = 48 * 3_600_000;

const seatColumns = {
	id: gatherings.id,
	slug: gatherings.slug,
	title: gatherings.title,
	kind: gatherings.kind,
	audience: gatherings.audience,
	hostId: gatherings.hostId,
	asks: gatherings.asks,
	capacity: gatherings.capacity,
	startsAt: gatherings.startsAt,
	endsAt: gatherings.endsAt,
	registrationUntil: gatherings.registrationUntil
};

/** A gathering whose seats nobody else gives or takes until the transaction ends. */
export type HeldSeats = NonNullable<Awaited<ReturnType<typeof holdSeats>>>;

/** Holds the seats of a gathering: whoever gives or takes one comes through here first, one after the other. */
export async function holdSeats(tx: Database, which: SQL) {
	const [gathering] = await tx.select(seatColumns).from(gatherings).where(which).for('no key update');
	if (!gathering) return undefined;
	const isThis = eq(gatheringCancellations.gatheringId, gathering.id);
	return { ...gathering, isCancelled: (await tx.$count(gatheringCancellations, isThis)) > 0 };
}

/** Who is still in the line of a gathering, seated or waiting. */
export function inLineOf(gatheringId: string): SQL {
	return and(eq(registrations.gatheringId, gatheringId), isNull(registrations.leftAt))!;
}

const isHeld = or(isNotNull(registrations.seatedAt), isNotNull(registrations.offerUntil))!;
const isWaiting = and(isNull(registrations.seatedAt), isNull(registrations.offerUntil))!;

/** What erases the answers of somebody: nobody needs them any more. */
export const withoutAnswers = { expectations: null, diet: null, access: null };

/**
 * Brings the seats that are held up to date: offers that lapsed end, and seats that are free are offered to who waits, first
 * come first. Says how many seats a newcomer may take at once: none as long as somebody waits for one.
 */
export async function settleSeats(tx: Database, gathering: HeldSeats, now: Date): Promise<number> {
	if (gathering.isCancelled) return 0;
	await lapseOffers(tx, gathering.id, now);
	const isForDelegations = gathering.kind === 'initiation-in-person';
	if (isForDelegations) await takeBackOffers(tx, gathering.id);
	if (gathering.startsAt <= now) return 0;
	const capacity = gathering.capacity ?? Number.MAX_SAFE_INTEGER;
	const free = Math.max(0, capacity - (await seatsHeld(tx, gathering.id)));
	const { offered, isQueue } = isForDelegations
		? delegationsInTurn(await lineOf(tx, gathering.id), free, capacity)
		: await nextInLine(tx, gathering.id, free);
	await offerSeats(tx, gathering, offered, now);
	return isQueue ? 0 : free - offered.length;
}

/** How many seats are given or held for somebody. */
export async function seatsHeld(tx: Database, gatheringId: string): Promise<number> {
	return tx.$count(registrations, and(inLineOf(gatheringId), isHeld));
}

/** Everybody in the line of a gathering, in the order in which they came. */
export async function lineOf(tx: Database, gatheringId: string): Promise<InLine[]> {
	return tx
		.select({
			id: registrations.id,
			personId: registrations.personId,
			family: registrations.family,
			isHeld: sql<boolean>`${isHeld}`
		})
		.from(registrations)
		.where(inLineOf(gatheringId))
		.orderBy(asc(registrations.arrival));
}

async function nextInLine(tx: Database, gatheringId: string, free: number) {
	const waiting = and(inLineOf(gatheringId), isWaiting);
	const [{ all } = { all: 0 }] = await tx.select({ all: count() }).from(registrations).where(waiting);
	if (all === 0 || free === 0) return { offered: [], isQueue: all > 0 };
	const rows = await tx
		.select({ id: registrations.id })
		.from(registrations)
		.where(waiting)
		.orderBy(asc(registrations.arrival))
		.limit(Math.min(free, all));
	return { offered: rows.map(({ id }) => id), isQueue: all > rows.length };
}

/** An offer that nobody took in time ends the wait of its people: they may register again, at the end of the line. */
async function lapseOffers(tx: Database, gatheringId: string, now: Date): Promise<void> {
	const lapsed = await tx
		.update(registrations)
		.set({ leftAt: now, offerUntil: null, ...withoutAnswers })
		.where(and(inLineOf(gatheringId), lte(registrations.offerUntil, now)))
		.returning({ id: registrations.id, personId: registrations.personId });
	for (const [first] of delegationsOf(lapsed))
		await recordEvent(tx, {
			name: 'agenda.seat-lapsed',
			actorId: null,
			details: { gatheringId, registrationId: first!.id }
		});
}

/** A delegation that is no longer complete waits again. */
async function takeBackOffers(tx: Database, gatheringId: string): Promise<void> {
	const incomplete = delegationsOf(await lineOf(tx, gatheringId)).filter((members) => !isComplete(members));
	const ids = incomplete.flat().map(({ id }) => id);
	await tx
		.update(registrations)
		.set({ offerUntil: null })
		.where(and(inArray(registrations.id, ids), isNotNull(registrations.offerUntil)));
}

async function offerSeats(
	tx: Database,
	{ id: gatheringId, startsAt }: HeldSeats,
	ids: string[],
	now: Date
): Promise<void> {
	if (ids.length === 0) return;
	const offerUntil = new Date(Math.min(now.getTime() + offerLasts, startsAt.getTime()));
	const offered = await tx
		.update(registrations)
		.set({ offerUntil })
		.where(inArray(registrations.id, ids))
		.returning({
			id: registrations.id,
			personId: registrations.personId,
			arrival: registrations.arrival
		});
	offered.sort((one, other) => one.arrival - other.arrival);
	for (const [first] of delegationsOf(offered))
		await recordEvent(tx, {
			name: 'agenda.seat-offered',
			actorId: null,
			details: { gatheringId, registrationId: first!.id }
		});
}

/** Every few minutes: seats whose offer lapsed, or that somebody's erasure freed, go to who comes next. */
export async function passOnSeats(db: Database, now = new Date()): Promise<void> {
	const awaited = await db
		.selectDistinct({ id: registrations.gatheringId })
		.from(registrations)
		.innerJoin(gatherings, eq(gatherings.id, registrations.gatheringId))
		.where(
			and(
				isNull(registrations.leftAt),
				isNull(registrations.seatedAt),
				gt(gatherings.endsAt, new Date(now.getTime() - 24 * 3_600_000))
			)
		);
	for (const { id } of awaited)
		await db.transaction(async (tx) => {
			const gathering = await holdSeats(tx, eq(gatherings.id, id));
			if (gathering) await settleSeats(tx, gathering, now);
		});
}
