import { and, desc, eq, isNull, ne } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { announce } from '#platform/live/announcing.server.ts';
import type { Person } from '../people/people.server.ts';
import { channelOf } from './channel.ts';
import { roomActivities, roomActs, rooms } from './room.tables.ts';
import { roomLedBy, type Room } from './rooms.server.ts';

/** What a host may do to a room, as the journal keeps it. */
export type ActName =
	| 'start-activity'
	| 'close-answers'
	| 'reopen-answers'
	| 'show-results'
	| 'hide-results'
	| 'next-step'
	| 'extend-step'
	| 'synthesis'
	| 'pause'
	| 'resume'
	| 'start-for-real'
	| 'close-room'
	| 'reopen-room'
	| 'hide'
	| 'show'
	| 'merge'
	| 'answered'
	| 'keep'
	| 'hide-word'
	| 'merge-words'
	| 'undo';

export type ActResult = { ok: true } | { ok: false; reason: 'not-found' | 'not-now' };

/** What an act did: a line for the journal, and what it takes to undo it beyond the state of the room. */
type Done =
	| { ok: true; about?: string; undo?: Record<string, unknown> }
	| { ok: false; reason: 'not-found' | 'not-now' };

/** Where a room stands: small enough to be kept before each act, so that any act is undone alike. */
type Standing = {
	room: Pick<Room, 'currentActivityId' | 'pausedAt' | 'closedAt'>;
	activities: Pick<
		typeof roomActivities.$inferSelect,
		'id' | 'openedAt' | 'closedAt' | 'resultsShownAt' | 'step' | 'stepEndsAt'
	>[];
};

/**
 * Does something to a room in the name of one of its hosts, tells everybody, and writes it in the journal with what it takes to undo
 * it. Two hosts who act at once act one after the other.
 */
export async function act(
	db: Database,
	person: Person,
	code: string,
	what: ActName,
	does: (tx: Database, room: Room) => Promise<Done>
): Promise<ActResult> {
	return db.transaction(async (tx): Promise<ActResult> => {
		const led = await roomLedBy(tx, person, code);
		if (!led) return { ok: false, reason: 'not-found' };
		await announce(tx, channelOf(led.id));
		const [room] = await tx.select().from(rooms).where(eq(rooms.id, led.id)).for('update');
		const standing = await standingOf(tx, room!);
		const done = await does(tx, room!);
		if (!done.ok) return done;
		const before = { ...standing, undo: done.undo ?? null };
		await tx
			.insert(roomActs)
			.values({ id: uuidv7(), roomId: led.id, what, about: done.about ?? '', by: person.id, before });
		return { ok: true };
	});
}

/** The last act of a room that was not undone, held. */
export async function lastAct(tx: Database, roomId: string) {
	const [last] = await tx
		.select()
		.from(roomActs)
		.where(and(eq(roomActs.roomId, roomId), isNull(roomActs.undoneAt), ne(roomActs.what, 'undo')))
		.orderBy(desc(roomActs.id))
		.limit(1)
		.for('update');
	return last;
}

/** Puts a room back to where it stood before an act. */
export async function putBack(tx: Database, roomId: string, before: unknown): Promise<void> {
	const { room, activities } = before as Standing;
	const moment = (at: unknown) => (at === null ? null : new Date(at as string));
	await tx
		.update(rooms)
		.set({
			currentActivityId: room.currentActivityId,
			pausedAt: moment(room.pausedAt),
			closedAt: moment(room.closedAt)
		})
		.where(eq(rooms.id, roomId));
	for (const { id, step, ...moments } of activities)
		await tx
			.update(roomActivities)
			.set({
				step,
				openedAt: moment(moments.openedAt),
				closedAt: moment(moments.closedAt),
				resultsShownAt: moment(moments.resultsShownAt),
				stepEndsAt: moment(moments.stepEndsAt)
			})
			.where(and(eq(roomActivities.id, id), eq(roomActivities.roomId, roomId)));
}

async function standingOf(
	tx: Database,
	{ id, currentActivityId, pausedAt, closedAt }: Room
): Promise<Standing> {
	const { openedAt, closedAt: ended, resultsShownAt, step, stepEndsAt } = roomActivities;
	const activities = await tx
		.select({ id: roomActivities.id, openedAt, closedAt: ended, resultsShownAt, step, stepEndsAt })
		.from(roomActivities)
		.where(eq(roomActivities.roomId, id));
	return { room: { currentActivityId, pausedAt, closedAt }, activities };
}
