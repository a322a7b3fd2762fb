import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import type { Person } from '../people/people.server.ts';
import { act, lastAct, putBack, type ActResult } from './acting.server.ts';
import { undoMerge } from './merging.server.ts';
import { undoRuling } from './ruling.server.ts';
import { firstStepEnds } from './stepping.server.ts';
import {
	roomAnswers,
	roomContributions,
	roomTallies,
	roomWords,
	roomOpinions,
	roomPairs,
	roomSyntheses
} from './answers.tables.ts';
import { roomActivities, roomActs, roomSeats, rooms } from './room.tables.ts';

const now = sql`now()`;

/** Puts an activity before everybody and opens it; what was on takes no answers any more. Without `activityId`, the next one. */
export async function startActivity(
	db: Database,
	person: Person,
	code: string,
	activityId?: string
): Promise<ActResult> {
	return act(db, person, code, 'start-activity', async (tx, room) => {
		if (room.closedAt) return { ok: false, reason: 'not-now' };
		const activity = await activityToStart(tx, room, activityId);
		if (!activity) return { ok: false, reason: 'not-found' };
		if (room.currentActivityId && room.currentActivityId !== activity.id)
			await tx
				.update(roomActivities)
				.set({ closedAt: sql`coalesce(${roomActivities.closedAt}, now())` })
				.where(eq(roomActivities.id, room.currentActivityId));
		await tx
			.update(roomActivities)
			.set({
				openedAt: sql`coalesce(${roomActivities.openedAt}, now())`,
				closedAt: null,
				...(activity.openedAt ? {} : { stepEndsAt: firstStepEnds(activity) })
			})
			.where(eq(roomActivities.id, activity.id));
		await tx.update(rooms).set({ currentActivityId: activity.id }).where(eq(rooms.id, room.id));
		return { ok: true, about: activity.title };
	});
}

async function activityToStart(
	tx: Database,
	room: { id: string; currentActivityId: string | null },
	id?: string
) {
	const inRoom = eq(roomActivities.roomId, room.id);
	if (id)
		return (
			await tx
				.select()
				.from(roomActivities)
				.where(and(inRoom, eq(roomActivities.id, id)))
		)[0];
	const after = room.currentActivityId
		? gt(
				roomActivities.position,
				sql`(select position from room_activities where id = ${room.currentActivityId})`
			)
		: undefined;
	const query = tx.select().from(roomActivities).where(and(inRoom, after));
	return (await query.orderBy(asc(roomActivities.position)).limit(1))[0];
}

type Change = Partial<Record<'closedAt' | 'resultsShownAt', typeof now | null>>;

/** Changes the activity that is on. */
function onCurrent(what: Parameters<typeof act>[3], change: Change) {
	return (db: Database, person: Person, code: string): Promise<ActResult> =>
		act(db, person, code, what, async (tx, { currentActivityId }) => {
			if (!currentActivityId) return { ok: false, reason: 'not-now' };
			const [changed] = await tx
				.update(roomActivities)
				.set(change as object)
				.where(eq(roomActivities.id, currentActivityId))
				.returning({ about: roomActivities.title });
			return { ok: true, about: changed!.about };
		});
}

/** Takes no more answers to the activity that is on. */
export const closeAnswers = onCurrent('close-answers', { closedAt: now });
/** Takes answers again. */
export const reopenAnswers = onCurrent('reopen-answers', { closedAt: null });
/** Shows everybody what the answers are. */
export const showResults = onCurrent('show-results', { resultsShownAt: now });
/** Keeps the answers to the hosts again. */
export const hideResults = onCurrent('hide-results', { resultsShownAt: null });

/** Changes the room as a whole. */
function onRoom(
	what: Parameters<typeof act>[3],
	change: Partial<Record<'pausedAt' | 'closedAt', typeof now | null>>,
	event?: 'room.closed' | 'room.reopened'
) {
	return (db: Database, person: Person, code: string): Promise<ActResult> =>
		act(db, person, code, what, async (tx, room) => {
			await tx
				.update(rooms)
				.set(change as object)
				.where(eq(rooms.id, room.id));
			if (event) await recordEvent(tx, { name: event, actorId: person.id, details: { code } });
			return { ok: true };
		});
}

/** Takes no answers for a while. */
export const pauseRoom = onRoom('pause', { pausedAt: now });
export const resumeRoom = onRoom('resume', { pausedAt: null });
/** Ends what takes place in the room: its results are public from here on. */
export const closeRoom = onRoom('close-room', { closedAt: now }, 'room.closed');
export const reopenRoom = onRoom('reopen-room', { closedAt: null }, 'room.reopened');

/** Ends the rehearsal: all that was answered in it is erased, and every activity is before us again. Cannot be undone. */
export async function startForReal(db: Database, person: Person, code: string): Promise<ActResult> {
	return act(db, person, code, 'start-for-real', async (tx, room) => {
		if (room.startedAt) return { ok: false, reason: 'not-now' };
		const ofRoom = sql`(select id from room_activities where room_id = ${room.id})`;
		for (const table of [
			roomAnswers,
			roomTallies,
			roomContributions,
			roomWords,
			roomOpinions,
			roomPairs,
			roomSyntheses
		])
			await tx.delete(table).where(inArray(table.activityId, ofRoom));
		await tx.delete(roomSeats).where(eq(roomSeats.roomId, room.id));
		const fresh = { openedAt: null, closedAt: null, resultsShownAt: null, step: 0, stepEndsAt: null };
		await tx.update(roomActivities).set(fresh).where(eq(roomActivities.roomId, room.id));
		await tx.update(rooms).set({ startedAt: now, currentActivityId: null }).where(eq(rooms.id, room.id));
		await recordEvent(tx, { name: 'room.opened', actorId: person.id, details: { code } });
		return { ok: true };
	});
}

/** Takes back the last thing that a host did, whoever of them did it. */
export async function undoLast(db: Database, person: Person, code: string): Promise<ActResult> {
	return act(db, person, code, 'undo', async (tx, room) => {
		const last = await lastAct(tx, room.id);
		if (!last || last.what === 'start-for-real') return { ok: false, reason: 'not-now' };
		await putBack(tx, room.id, last.before);
		const { undo } = last.before as { undo: unknown };
		if (last.what === 'merge') await undoMerge(tx, undo);
		else if (undo) await undoRuling(tx, undo);
		await tx.update(roomActs).set({ undoneAt: now }).where(eq(roomActs.id, last.id));
		return { ok: true, about: last.about };
	});
}
