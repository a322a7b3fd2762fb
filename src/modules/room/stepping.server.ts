import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Person } from '../people/people.server.ts';
import { act, type ActResult } from './acting.server.ts';
import { roomAnswers, roomPairs, roomSyntheses } from './answers.tables.ts';
import { drawPairs, meetings } from './drawing.ts';
import { hats } from './kinds/hats.ts';
import { roomActivities } from './room.tables.ts';
import type { Room } from './rooms.server.ts';
import { stepsOf } from './steps.ts';

type Activity = typeof roomActivities.$inferSelect;

/** Goes to the next step of the activity that is on: the next hat, the next round of pairs, which is drawn, or what came of it all. */
export async function nextStep(db: Database, person: Person, code: string): Promise<ActResult> {
	return act(db, person, code, 'next-step', async (tx, room) => {
		const activity = await currentIn(tx, room);
		const steps = activity ? stepsOf(activity) : [];
		const next = activity && steps[activity.step + 1];
		if (!activity || !next) return { ok: false, reason: 'not-now' };
		if (next.phase === 'talk' && !(await drawRound(tx, activity.id, next.round)))
			return { ok: false, reason: 'not-now' };
		await tx
			.update(roomActivities)
			.set({ step: activity.step + 1, stepEndsAt: endOf(next.minutes) })
			.where(eq(roomActivities.id, activity.id));
		return { ok: true, about: activity.title };
	});
}

/** Gives the step that is on one minute more. */
export async function extendStep(db: Database, person: Person, code: string): Promise<ActResult> {
	return act(db, person, code, 'extend-step', async (tx, room) => {
		const activity = await currentIn(tx, room);
		if (!activity?.stepEndsAt) return { ok: false, reason: 'not-now' };
		const later = sql`greatest(${roomActivities.stepEndsAt}, now()) + interval '1 minute'`;
		await tx.update(roomActivities).set({ stepEndsAt: later }).where(eq(roomActivities.id, activity.id));
		return { ok: true, about: activity.title };
	});
}

/** When the first step of an activity that begins now ends; null when nothing is timed. */
export function firstStepEnds(activity: { kind: string; settings: unknown }): Date | null {
	return endOf(stepsOf(activity)[0]?.minutes ?? null);
}

/** Says what came of a hat, for the board. Empty takes it back. */
export async function writeSynthesis(
	db: Database,
	person: Person,
	code: string,
	hat: (typeof hats)[number],
	text: string
): Promise<ActResult> {
	return act(db, person, code, 'synthesis', async (tx, room) => {
		const activity = await currentIn(tx, room);
		if (activity?.kind !== 'hats') return { ok: false, reason: 'not-now' };
		const isOf = and(eq(roomSyntheses.activityId, activity.id), eq(roomSyntheses.hat, hat));
		await tx.delete(roomSyntheses).where(isOf);
		if (text !== '') await tx.insert(roomSyntheses).values({ activityId: activity.id, hat, text });
		return { ok: true, about: text.slice(0, 140) };
	});
}

function endOf(minutes: number | null): Date | null {
	return minutes === null ? null : new Date(Date.now() + minutes * 60_000);
}

async function currentIn(tx: Database, room: Room): Promise<Activity | undefined> {
	if (!room.currentActivityId || room.closedAt) return undefined;
	return (await tx.select().from(roomActivities).where(eq(roomActivities.id, room.currentActivityId)))[0];
}

/** Draws the pairs of a round among those who take part now; a round that is gone back to is drawn anew. False when nobody can be paired. */
async function drawRound(tx: Database, activityId: string, round: number): Promise<boolean> {
	const inIt = and(eq(roomAnswers.activityId, activityId), eq(roomAnswers.slot, 'in'));
	const people = (await tx.select({ author: roomAnswers.author }).from(roomAnswers).where(inIt)).map(
		(one) => one.author
	);
	const before = await tx.select().from(roomPairs).where(eq(roomPairs.activityId, activityId));
	const tables = new Map<string, string[]>();
	for (const { round: then, table, author } of before)
		if (then !== round) tables.set(`${then} ${table}`, [...(tables.get(`${then} ${table}`) ?? []), author]);
	const drawn = drawPairs(people, new Set([...tables.values()].flatMap(meetings)));
	if (drawn.length === 0) return false;
	await tx.delete(roomPairs).where(and(eq(roomPairs.activityId, activityId), eq(roomPairs.round, round)));
	await tx
		.insert(roomPairs)
		.values(
			drawn.flatMap((authors, i) => authors.map((author) => ({ activityId, round, table: i + 1, author })))
		);
	return true;
}
