import { and, eq } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { votesOf } from './charts/of-kind.ts';
import { fieldsOf } from './mine.ts';
import { roomAnswers } from './answers.tables.ts';
import { keyFor } from './tokens.server.ts';

type Own = { fields: Record<string, string>; votes: Record<string, string> };

/** What whoever holds a token answered to an activity, to find it again in its form. */
export async function answersOf(
	db: Database,
	token: string,
	activity: { id: string; kind: string } | null
): Promise<Own> {
	if (!activity) return { fields: {}, votes: {} };
	const own = and(
		eq(roomAnswers.activityId, activity.id),
		eq(roomAnswers.author, keyFor(token, activity.id))
	);
	const answers = await db
		.select({ slot: roomAnswers.slot, value: roomAnswers.value })
		.from(roomAnswers)
		.where(own);
	if (activity.kind in votesOf)
		return { fields: {}, votes: Object.fromEntries(answers.map(({ slot, value }) => [slot, String(value)])) };
	return { fields: answers.length > 0 ? fieldsOf(activity.kind, answers) : {}, votes: {} };
}
