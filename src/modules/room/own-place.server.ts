import { and, asc, eq, ne } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { roomAnswers, roomContributions, roomPairs } from './answers.tables.ts';
import { hatOf, type Hat } from './kinds/hats.ts';
import { roomSeats } from './room.tables.ts';
import type { SceneActivity } from './scene.server.ts';
import { stepsOf } from './steps.ts';
import { keyFor } from './tokens.server.ts';

/** What concerns one participant alone in what a room does: their hat, whom they talk with, their place in the queue. */
export type OwnPlace =
	| { kind: 'hat'; hat: Hat }
	| { kind: 'pair'; table: number; names: (string | null)[] }
	| { kind: 'takes-part'; isIn: boolean }
	| { kind: 'queue'; place: number }
	| { kind: 'chair' };

/** The place of whoever holds a token in the activity that is on; null when there is nothing to say. */
export async function ownPlace(
	db: Database,
	token: string,
	activity: SceneActivity | null
): Promise<OwnPlace | null> {
	if (!activity) return null;
	const author = keyFor(token, activity.id);
	if (activity.kind === 'hats') {
		const isEach = (activity.settings as { mode: string }).mode === 'each';
		return isEach ? { kind: 'hat', hat: hatOf(author) } : null;
	}
	if (activity.kind === 'pairs') return placeInPairs(db, activity, author);
	if (activity.kind === 'fish-bowl') return placeInBowl(db, activity.id, author);
	return null;
}

async function placeInPairs(db: Database, activity: SceneActivity, author: string): Promise<OwnPlace> {
	const { phase, round } = stepsOf(activity)[activity.step]!;
	const ofRound = and(eq(roomPairs.activityId, activity.id), eq(roomPairs.round, round));
	const tables = phase === 'talk' ? await db.select().from(roomPairs).where(ofRound) : [];
	const own = tables.find((one) => one.author === author);
	if (!own) {
		const inIt = and(
			eq(roomAnswers.activityId, activity.id),
			eq(roomAnswers.author, author),
			eq(roomAnswers.slot, 'in')
		);
		const found = await db.select({ slot: roomAnswers.slot }).from(roomAnswers).where(inIt);
		return { kind: 'takes-part', isIn: found.length > 0 };
	}
	const names = [];
	for (const other of tables.filter((one) => one.table === own.table && one.author !== author))
		names.push(await nameOf(db, activity.id, other.author));
	return { kind: 'pair', table: own.table, names };
}

async function nameOf(db: Database, activityId: string, author: string): Promise<string | null> {
	const [found] = await db
		.select({ name: roomSeats.name })
		.from(roomAnswers)
		.leftJoin(roomSeats, eq(roomSeats.key, roomAnswers.seat))
		.where(
			and(eq(roomAnswers.activityId, activityId), eq(roomAnswers.author, author), eq(roomAnswers.slot, 'in'))
		);
	return found?.name ?? null;
}

async function placeInBowl(db: Database, activityId: string, author: string): Promise<OwnPlace | null> {
	const there = await db
		.select({ author: roomContributions.author, state: roomContributions.state })
		.from(roomContributions)
		.where(and(eq(roomContributions.activityId, activityId), ne(roomContributions.state, 'hidden')))
		.orderBy(asc(roomContributions.number));
	if (there.some((one) => one.author === author && one.state === 'shown')) return { kind: 'chair' };
	const place = there.filter(({ state }) => state === 'waiting').findIndex((one) => one.author === author);
	return place === -1 ? null : { kind: 'queue', place: place + 1 };
}
