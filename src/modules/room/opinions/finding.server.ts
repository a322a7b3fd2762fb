import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { enqueue } from '#platform/jobs/jobs.server.ts';
import { announce } from '#platform/live/announcing.server.ts';
import { roomAnswers, roomContributions, roomOpinions } from '../answers.tables.ts';
import { channelOf } from '../channel.ts';
import { roomActivities } from '../room.tables.ts';
import { opinionGroups } from './opinion-groups.ts';
import { opinionMap, type OpinionMap } from './opinion-map.ts';
import { agrees, disagrees, passes, voteMatrix, type Vote } from './vote-matrix.ts';

declare module '#platform/jobs/jobs.server.ts' {
	interface JobPayloads {
		'find-opinion-groups': { activityId: string };
	}
}

const votes: Record<string, number> = { agree: agrees, disagree: disagrees, pass: passes };
/** How long votes are gathered before groups are looked for again, in milliseconds. */
const gathering = 4000;

/** Has the opinion groups of an activity looked for a moment later, once for all the votes of that moment. */
export async function findGroupsSoon(tx: Database, activityId: string): Promise<void> {
	const runAt = new Date(Date.now() + gathering);
	await enqueue(tx, 'find-opinion-groups', { activityId }, { runAt, onceAs: `opinions ${activityId}` });
}

/** What people said of each other's statements, with their keys in no order, and the statements in theirs. */
export async function votesOn(db: Database, activityId: string) {
	const statements = await db
		.select({ id: roomContributions.id, text: roomContributions.text, state: roomContributions.state })
		.from(roomContributions)
		.where(and(eq(roomContributions.activityId, activityId), isNull(roomContributions.mergedInto)))
		.orderBy(asc(roomContributions.number));
	const given = await db
		.select({ author: roomAnswers.author, slot: roomAnswers.slot, value: roomAnswers.value })
		.from(roomAnswers)
		.where(eq(roomAnswers.activityId, activityId))
		.orderBy(asc(roomAnswers.author));
	const authors = [...new Set(given.map(({ author }) => author))];
	const rowOf = new Map(authors.map((author, i) => [author, i]));
	const columnOf = new Map(statements.map(({ id }, i) => [id, i]));
	const cast = given.flatMap(({ author, slot, value }): Vote[] => {
		const statement = columnOf.get(slot);
		return statement === undefined
			? []
			: [{ person: rowOf.get(author)!, statement, vote: votes[String(value)]! }];
	});
	return { statements, people: authors.length, cast };
}

/** Looks for the opinion groups of an activity, keeps them and tells the room. A job: a room that votes is not kept waiting. */
export async function findOpinionGroups(db: Database, { activityId }: { activityId: string }): Promise<void> {
	const { statements, people, cast } = await votesOn(db, activityId);
	const leftOut = new Set(statements.flatMap(({ state }, i) => (state === 'shown' ? [] : [i])));
	const found = await opinionGroups(voteMatrix(people, statements.length, cast), leftOut);
	const map = opinionMap(
		found,
		statements.map(({ id }) => id)
	);
	await db.transaction(async (tx) => {
		const [activity] = await tx.select().from(roomActivities).where(eq(roomActivities.id, activityId));
		if (!activity) return;
		await announce(tx, channelOf(activity.roomId));
		await tx
			.insert(roomOpinions)
			.values({ activityId, map })
			.onConflictDoUpdate({ target: roomOpinions.activityId, set: { map, foundAt: new Date() } });
	});
}

/** The opinion groups of an activity as they were found last, with the words of the statements that they are about. */
export async function opinionsOf(
	db: Database,
	activityId: string
): Promise<{ map: OpinionMap; words: Record<string, string> } | null> {
	const [found] = await db.select().from(roomOpinions).where(eq(roomOpinions.activityId, activityId));
	if (!found || found.map.groups.length === 0) return null;
	const { groups, uniting, dividing } = found.map;
	const ids = [...groups.flatMap(({ telling }) => telling), ...uniting, ...dividing].map(
		({ statement }) => statement
	);
	const texts =
		ids.length === 0
			? []
			: await db
					.select({ id: roomContributions.id, text: roomContributions.text })
					.from(roomContributions)
					.where(and(inArray(roomContributions.id, ids), eq(roomContributions.state, 'shown')));
	return { map: found.map, words: Object.fromEntries(texts.map(({ id, text }) => [id, text])) };
}
