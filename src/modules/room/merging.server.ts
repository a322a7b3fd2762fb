import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Person } from '../people/people.server.ts';
import { act, type ActResult } from './acting.server.ts';
import { roomAnswers, roomContributions, roomTallies } from './answers.tables.ts';
import { roomActivities } from './room.tables.ts';

type Answer = typeof roomAnswers.$inferSelect;
type Undo = { id: string; into: string; moved: string[]; dropped: Answer[] };

/**
 * Takes two contributions that say the same together: what was said of the first counts for the second, once for whoever supported
 * both.
 */
export async function mergeContributions(
	db: Database,
	person: Person,
	code: string,
	id: string,
	into: string
): Promise<ActResult> {
	return act(db, person, code, 'merge', async (tx, room) => {
		const found = await tx
			.select({
				id: roomContributions.id,
				text: roomContributions.text,
				activityId: roomContributions.activityId
			})
			.from(roomContributions)
			.innerJoin(roomActivities, eq(roomActivities.id, roomContributions.activityId))
			.where(
				and(
					eq(roomActivities.roomId, room.id),
					inArray(roomContributions.id, [id, into]),
					sql`${roomContributions.mergedInto} is null`
				)
			);
		const first = found.find((one) => one.id === id);
		const second = found.find((one) => one.id === into);
		if (!first || !second || id === into || first.activityId !== second.activityId)
			return { ok: false, reason: 'not-found' };

		const undo = await moveAnswers(tx, first.activityId, id, into);
		await tx.update(roomContributions).set({ mergedInto: into }).where(eq(roomContributions.id, id));
		return { ok: true, about: `${first.text.slice(0, 70)} → ${second.text.slice(0, 70)}`, undo };
	});
}

async function moveAnswers(tx: Database, activityId: string, id: string, into: string): Promise<Undo> {
	const { rows: moved } = await tx.execute<{ author: string }>(sql`
		update ${roomAnswers} a set slot = ${into}
		where a.activity_id = ${activityId} and a.slot = ${id} and not exists (
			select from ${roomAnswers} b where b.activity_id = a.activity_id and b.author = a.author and b.slot = ${into})
		returning a.author`);
	const dropped = await tx
		.delete(roomAnswers)
		.where(and(eq(roomAnswers.activityId, activityId), eq(roomAnswers.slot, id)))
		.returning();
	await countAgain(tx, activityId, [id, into]);
	return { id, into, moved: moved.map(({ author }) => author), dropped };
}

/** Takes two contributions apart again, each with what was said of it before. */
export async function undoMerge(tx: Database, undo: unknown): Promise<void> {
	const { id, into, moved, dropped } = undo as Undo;
	const [first] = await tx
		.update(roomContributions)
		.set({ mergedInto: null })
		.where(eq(roomContributions.id, id))
		.returning({ activityId: roomContributions.activityId });
	if (!first) return;
	const { activityId } = first;
	if (moved.length > 0)
		await tx
			.update(roomAnswers)
			.set({ slot: id })
			.where(
				and(
					eq(roomAnswers.activityId, activityId),
					eq(roomAnswers.slot, into),
					inArray(roomAnswers.author, moved)
				)
			);
	if (dropped.length > 0) await tx.insert(roomAnswers).values(dropped);
	await countAgain(tx, activityId, [id, into]);
}

/** Makes the sums of contributions anew from what was said of them. */
async function countAgain(tx: Database, activityId: string, ids: string[]): Promise<void> {
	for (const id of ids) {
		await tx
			.delete(roomTallies)
			.where(and(eq(roomTallies.activityId, activityId), sql`starts_with(${roomTallies.key}, ${`${id}:`})`));
		await tx.execute(sql`
			insert into ${roomTallies} (activity_id, key, weight)
			select activity_id, slot || ':' || (value #>> '{}'), count(*)
			from ${roomAnswers} where activity_id = ${activityId} and slot = ${id} group by 1, 2`);
	}
}
