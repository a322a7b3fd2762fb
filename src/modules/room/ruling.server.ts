import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Person } from '../people/people.server.ts';
import { act, type ActName, type ActResult } from './acting.server.ts';
import { wordKey } from './kinds/word-key.ts';
import { roomContributions, roomWords } from './answers.tables.ts';
import { roomActivities } from './room.tables.ts';

type Contribution = typeof roomContributions.$inferSelect;
type Ruled = Pick<Contribution, 'id' | 'state' | 'answeredAt' | 'keptAt'>;
type Word = typeof roomWords.$inferSelect;
/** What was ruled before: of a contribution, or of a word (null: nothing). */
type Undo = { contribution: Ruled } | { activityId: string; word: string; ruling: Word | null };

/** Changes one contribution of a room, and remembers how it was. */
function ruling(what: ActName, change: (was: Contribution) => Record<string, unknown>) {
	return (db: Database, person: Person, code: string, id: string): Promise<ActResult> =>
		act(db, person, code, what, async (tx, room) => {
			const [found] = await tx
				.select({ was: roomContributions })
				.from(roomContributions)
				.innerJoin(roomActivities, eq(roomActivities.id, roomContributions.activityId))
				.where(and(eq(roomContributions.id, id), eq(roomActivities.roomId, room.id)));
			if (!found) return { ok: false, reason: 'not-found' };
			const { was } = found;
			await tx.update(roomContributions).set(change(was)).where(eq(roomContributions.id, id));
			const { state, answeredAt, keptAt } = was;
			const undo: Undo = { contribution: { id, state, answeredAt, keptAt } };
			return { ok: true, about: was.text.slice(0, 140), undo };
		});
}

const now = sql`now()`;

/** Shows nobody but the hosts what somebody wrote. */
export const hideContribution = ruling('hide', () => ({ state: 'hidden' }));
/** Shows everybody what somebody wrote. */
export const showContribution = ruling('show', () => ({ state: 'shown' }));
/** Says that a question was answered in the room, or takes that back. */
export const markAnswered = ruling('answered', ({ answeredAt }) => ({ answeredAt: answeredAt ? null : now }));
/** Keeps something for after the session, or no longer. */
export const keepForLater = ruling('keep', ({ keptAt }) => ({ keptAt: keptAt ? null : now }));

/** Hides a word of the cloud, whoever typed it and however. */
export async function hideWord(db: Database, person: Person, code: string, activityId: string, word: string) {
	return ruleWord(db, person, code, 'hide-word', activityId, word, null);
}

/** Counts a word of the cloud with another. What was taken together with the first goes along. */
export async function mergeWords(
	db: Database,
	person: Person,
	code: string,
	activityId: string,
	word: string,
	into: string
) {
	return ruleWord(db, person, code, 'merge-words', activityId, word, wordKey(into));
}

async function ruleWord(
	db: Database,
	person: Person,
	code: string,
	what: ActName,
	activityId: string,
	word: string,
	mergedInto: string | null
): Promise<ActResult> {
	return act(db, person, code, what, async (tx, room) => {
		const isIn = and(eq(roomActivities.id, activityId), eq(roomActivities.roomId, room.id));
		const [activity] = await tx.select({ id: roomActivities.id }).from(roomActivities).where(isIn);
		const key = wordKey(word);
		if (!activity || key === '' || mergedInto === '' || mergedInto === key)
			return { ok: false, reason: 'not-found' };
		const isRuled = and(eq(roomWords.activityId, activityId), eq(roomWords.word, key));
		const [was] = await tx.select().from(roomWords).where(isRuled);
		await tx
			.insert(roomWords)
			.values({ activityId, word: key, mergedInto })
			.onConflictDoUpdate({ target: [roomWords.activityId, roomWords.word], set: { mergedInto } });
		const undo: Undo = { activityId, word: key, ruling: was ?? null };
		return { ok: true, about: mergedInto === null ? word : `${word} → ${mergedInto}`, undo };
	});
}

/** Takes a ruling back. */
export async function undoRuling(tx: Database, undo: unknown): Promise<void> {
	const ruled = undo as Undo;
	if ('contribution' in ruled) {
		const { id, state, answeredAt, keptAt } = ruled.contribution;
		const moment = (at: unknown) => (at === null ? null : new Date(at as string));
		await tx
			.update(roomContributions)
			.set({ state, answeredAt: moment(answeredAt), keptAt: moment(keptAt) })
			.where(eq(roomContributions.id, id));
		return;
	}
	const { activityId, word, ruling: was } = ruled;
	await tx.delete(roomWords).where(and(eq(roomWords.activityId, activityId), eq(roomWords.word, word)));
	if (was) await tx.insert(roomWords).values(was);
}
