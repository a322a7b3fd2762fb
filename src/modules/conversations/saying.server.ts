import { randomInt } from 'node:crypto';
import { and, eq, gt, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import { holdAsMember, type Group } from '../communities/visible.server.ts';
import type { Person } from '../people/people.server.ts';
import { messageMentions } from './around-messages.tables.ts';
import type { MessageInput, ThreadInput } from './conversations.input.ts';
import { messages, threads } from './conversations.tables.ts';
import { dropDraft } from './drafts.server.ts';
import { followByWriting } from './following.server.ts';
import { namedBy, type Ambiguity } from './mentions.server.ts';
import { markSeen } from './seen.server.ts';
import { tellOfMessage } from './telling.server.ts';
import { holdThread, messagePath, type Thread } from './visible.server.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'conversations.said': { threadId: string; messageId: string };
	}
}

export type SayingResult =
	| { ok: true; path: string }
	| { ok: false; reason: 'not-found' | 'closed' | 'too-fast' }
	| { ok: false; reason: 'ambiguous'; ambiguities: Ambiguity[] };

/** So many messages somebody writes in a minute, whatever the way: more is no conversation. */
const mostInAMinute = 10;

/** Opens a thread in a group with its first message. Members do. */
export async function startThread(
	db: Database,
	person: Person,
	slug: string,
	{ subject, isQuestion, ...said }: ThreadInput
): Promise<SayingResult> {
	return db.transaction(async (tx): Promise<SayingResult> => {
		const held = await holdAsMember(tx, person, slug);
		if (!held) return { ok: false, reason: 'not-found' };
		if (held.group.closedAt) return { ok: false, reason: 'closed' };
		const refused = await refusal(tx, person, held.group, said);
		if (refused) return refused;

		const opened = { id: uuidv7(), groupId: held.group.id, key: newKey(), subject, isQuestion };
		const [thread] = await tx
			.insert(threads)
			.values({ ...opened, startedBy: person.id, lastAt: new Date() })
			.returning();
		const number = await say(tx, person, { group: held.group, thread: thread! }, said);
		await dropDraft(tx, person.id, held.group.id, null);
		return { ok: true, path: messagePath(slug, thread!.key, number) };
	});
}

/** Answers in a thread. Members of the group do, while it is open. */
export async function reply(
	db: Database,
	person: Person,
	slug: string,
	key: string,
	said: MessageInput
): Promise<SayingResult> {
	return db.transaction(async (tx): Promise<SayingResult> => {
		const held = await holdThread(tx, person, slug, key);
		if (!held.ok) return held;
		const refused = await refusal(tx, person, held.group, said);
		if (refused) return refused;
		const number = await say(tx, person, held, said);
		await dropDraft(tx, person.id, held.group.id, held.thread.id);
		return { ok: true, path: messagePath(slug, key, number) };
	});
}

async function refusal(tx: Database, person: Person, group: Group, { text, named }: MessageInput) {
	if (await writesTooFast(tx, person.id)) return { ok: false, reason: 'too-fast' } as const;
	const { ambiguities } = await namedBy(tx, group.id, text, named);
	return ambiguities.length > 0 ? ({ ok: false, reason: 'ambiguous', ambiguities } as const) : undefined;
}

/** Whether somebody has written as much as one may in the last minute. */
export async function writesTooFast(tx: Database, personId: string): Promise<boolean> {
	const isRecent = and(
		eq(messages.authorId, personId),
		gt(messages.writtenAt, sql`now() - interval '1 minute'`)
	);
	return (await tx.$count(messages, isRecent)) >= mostInAMinute;
}

/** Adds a message to a thread that the transaction holds, and tells whom it concerns; returns its number. */
export async function say(
	tx: Database,
	person: Person,
	{ group, thread }: { group: Group; thread: Thread },
	{ text, named, leftOut }: MessageInput & { leftOut?: number }
): Promise<number> {
	const number = thread.messageCount + 1;
	const id = uuidv7();
	await tx
		.insert(messages)
		.values({ id, threadId: thread.id, number, authorId: person.id, text, leftOut: leftOut ?? null });
	await tx.update(threads).set({ messageCount: number, lastAt: new Date() }).where(eq(threads.id, thread.id));
	const mentions = (await namedBy(tx, group.id, text, named)).mentions;
	if (mentions.length > 0)
		await tx.insert(messageMentions).values(mentions.map((mention) => ({ messageId: id, ...mention })));
	await markSeen(tx, person.id, thread.id, number);
	await followByWriting(tx, person.id, thread);
	await recordEvent(tx, {
		name: 'conversations.said',
		actorId: person.id,
		details: { threadId: thread.id, messageId: id }
	});
	await tellOfMessage(tx, person, { group, thread, message: { id, number, text } }, mentions);
	return number;
}

/** An address that nobody guesses from a subject, and that tells nothing of it. */
function newKey(): string {
	return randomInt(36 ** 8)
		.toString(36)
		.padStart(8, '0');
}
