import { and, eq, inArray } from 'drizzle-orm';
import * as v from 'valibot';
import type { Database } from '#platform/database.server.ts';
import { announce } from '#platform/live/announcing.server.ts';
import { channelOf } from './channel.ts';
import { kindOf } from './kinds/kinds.ts';
import type { Given } from './kinds/kind.ts';
import { findGroupsSoon } from './opinions/finding.server.ts';
import { roomActivities, rooms } from './room.tables.ts';
import { keyFor } from './tokens.server.ts';
import { writeAnswers } from './writing-answers.server.ts';
import { writeContributions } from './writing-contributions.server.ts';

/** What a participant sends: the fields of a form, and the token that their phone holds. */
export type Sent = { token: string; activityId: string; fields: Record<string, string> };

export type AnswerResult =
	| { ok: true; isWaiting: boolean }
	| { ok: false; reason: 'not-found' | 'not-open' | 'paused' | 'too-many' | 'too-fast' }
	| { ok: false; reason: 'invalid'; errors: Record<string, string> };

type Room = typeof rooms.$inferSelect;
type Activity = typeof roomActivities.$inferSelect;
/** What one participant sent, read; and which of the results is theirs. */
export type Read = { at: number; activity: Activity; author: string; seat: string | null; given: Given };

/**
 * Writes what several participants of one room sent, in one transaction. An answer to the same slot replaces the one before; sums change
 * by the difference. Activities of other rooms do not exist; one that is not open takes nothing.
 */
export async function takeAnswers(db: Database, roomId: string, all: Sent[]): Promise<AnswerResult[]> {
	return db.transaction(async (tx) => {
		await announce(tx, channelOf(roomId));
		const open = await openIn(tx, roomId, all);
		const results: AnswerResult[] = [];
		const accepted: Read[] = [];
		for (const [at, sent] of all.entries()) {
			const read = open && readOne(open, sent, at);
			if (!read) results[at] = { ok: false, reason: 'not-found' };
			else if ('reason' in read) results[at] = read;
			else {
				results[at] = { ok: true, isWaiting: false };
				accepted.push(read);
			}
		}
		if (!open || accepted.length === 0) return results;
		await writeContributions(tx, open.room, accepted, results);
		await writeAnswers(tx, accepted, results);
		const voted = accepted.filter(
			({ activity, given }) => activity.kind === 'statements' && given.answers.length > 0
		);
		for (const id of new Set(voted.map(({ activity }) => activity.id))) await findGroupsSoon(tx, id);
		return results;
	});
}

type Open = { room: Room; activities: Map<string, Activity> };

async function openIn(tx: Database, roomId: string, all: Sent[]): Promise<Open | undefined> {
	const ids = [...new Set(all.map(({ activityId }) => activityId))];
	const found = await tx
		.select()
		.from(rooms)
		.leftJoin(roomActivities, and(eq(roomActivities.roomId, rooms.id), inArray(roomActivities.id, ids)))
		.where(eq(rooms.id, roomId));
	const room = found[0]?.rooms;
	const activities = found.flatMap(({ room_activities: one }) => (one ? [[one.id, one] as const] : []));
	return room && { room, activities: new Map(activities) };
}

function readOne(
	{ room, activities }: Open,
	sent: Sent,
	at: number
): Read | Extract<AnswerResult, { ok: false }> {
	const activity = activities.get(sent.activityId);
	if (!activity) return { ok: false, reason: 'not-found' };
	if (room.closedAt || !activity.openedAt || activity.closedAt) return { ok: false, reason: 'not-open' };
	if (room.pausedAt) return { ok: false, reason: 'paused' };
	const read = v.safeParse(kindOf(activity.kind).given(activity.settings), sent.fields);
	if (!read.success) {
		const errors: Record<string, string> = {};
		for (const issue of read.issues) errors[v.getDotPath(issue) ?? 'form'] ??= issue.message;
		return { ok: false, reason: 'invalid', errors };
	}
	const author = keyFor(sent.token, activity.id);
	const seat = activity.isAnonymous ? null : keyFor(sent.token, 'seat');
	return { at, activity, author, seat, given: read.output };
}
