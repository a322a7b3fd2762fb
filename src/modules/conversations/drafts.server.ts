import { and, eq, isNull, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { holdAsMember } from '../communities/visible.server.ts';
import type { Person } from '../people/people.server.ts';
import { messageDrafts } from './around-messages.tables.ts';
import type { DraftInput } from './conversations.input.ts';
import { threads } from './conversations.tables.ts';
import type { Refusal } from './visible.server.ts';

/** Keeps what a member has begun to write, in place of what was kept; nothing typed keeps nothing. */
export async function keepDraft(
	db: Database,
	person: Person,
	slug: string,
	{ thread: key, subject, text, isQuestion }: DraftInput
): Promise<{ ok: true } | Refusal> {
	return db.transaction(async (tx): Promise<{ ok: true } | Refusal> => {
		const held = await holdAsMember(tx, person, slug);
		if (!held) return { ok: false, reason: 'not-found' };
		const groupId = held.group.id;
		const threadId = key === '' ? null : await threadNamed(tx, groupId, key);
		if (threadId === undefined) return { ok: false, reason: 'not-found' };
		if (subject.trim() === '' && text.trim() === '') {
			await dropDraft(tx, person.id, groupId, threadId);
			return { ok: true };
		}
		const written = { subject, text, isQuestion };
		await tx
			.insert(messageDrafts)
			.values({ id: uuidv7(), personId: person.id, groupId, threadId, ...written })
			.onConflictDoUpdate({
				target: [messageDrafts.personId, messageDrafts.groupId, messageDrafts.threadId],
				set: { ...written, savedAt: sql`now()` }
			});
		return { ok: true };
	});
}

async function threadNamed(tx: Database, groupId: string, key: string): Promise<string | undefined> {
	const isIt = and(eq(threads.key, key), eq(threads.groupId, groupId));
	const [thread] = await tx.select({ id: threads.id }).from(threads).where(isIt);
	return thread?.id;
}

/** What somebody had begun to write in a thread or, without one, a new thread of a group. */
export async function findDraft(db: Database, personId: string, groupId: string, threadId: string | null) {
	const { subject, text, isQuestion, savedAt } = messageDrafts;
	const [draft] = await db
		.select({ subject, text, isQuestion, savedAt })
		.from(messageDrafts)
		.where(placeOf(personId, groupId, threadId));
	return draft ?? null;
}

/** Forgets what somebody had begun to write: they have written it. */
export async function dropDraft(
	tx: Database,
	personId: string,
	groupId: string,
	threadId: string | null
): Promise<void> {
	await tx.delete(messageDrafts).where(placeOf(personId, groupId, threadId));
}

function placeOf(personId: string, groupId: string, threadId: string | null) {
	return and(
		eq(messageDrafts.personId, personId),
		eq(messageDrafts.groupId, groupId),
		threadId === null ? isNull(messageDrafts.threadId) : eq(messageDrafts.threadId, threadId)
	);
}
