import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import type { Person } from '../people/people.server.ts';
import { messageMentions, messageReactions } from './around-messages.tables.ts';
import type { MessageInput } from './conversations.input.ts';
import { messages, messageVersions, threads } from './conversations.tables.ts';
import { namedBy } from './mentions.server.ts';
import type { SayingResult } from './saying.server.ts';
import { tellNewlyNamed } from './telling.server.ts';
import { holdMessage, messagePath, type Message, type MessageAt, type Refusal } from './visible.server.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'conversations.edited': { threadId: string; messageId: string };
		'conversations.withdrawn': { threadId: string; messageId: string };
	}
}

/** Changes one's own message; what it said before stays to be read by members. */
export async function editMessage(
	db: Database,
	person: Person,
	at: MessageAt,
	{ text, named }: MessageInput
): Promise<SayingResult> {
	return db.transaction(async (tx): Promise<SayingResult> => {
		const held = await holdMessage(tx, person, at);
		if (!held.ok) return held;
		const { message, thread, group } = held;
		if (message.authorId !== person.id) return { ok: false, reason: 'not-found' };
		const path = messagePath(at.slug, at.key, at.number);
		if (text === message.text) return { ok: true, path };
		const { mentions, ambiguities } = await namedBy(tx, group.id, text, [
			...named,
			...(await namedBefore(tx, message.id))
		]);
		if (ambiguities.length > 0) return { ok: false, reason: 'ambiguous', ambiguities };

		await keepVersion(tx, message);
		await tx
			.update(messages)
			.set({ text, editedAt: sql`now()` })
			.where(eq(messages.id, message.id));
		await tx.delete(messageMentions).where(eq(messageMentions.messageId, message.id));
		if (mentions.length > 0)
			await tx
				.insert(messageMentions)
				.values(mentions.map((mention) => ({ messageId: message.id, ...mention })));
		await recordEvent(tx, {
			name: 'conversations.edited',
			actorId: person.id,
			details: { threadId: thread.id, messageId: message.id }
		});
		await tellNewlyNamed(tx, person, { group, thread, message: { ...message, text } }, mentions);
		return { ok: true, path };
	});
}

/** Who was already picked among bearers of a name need not be picked again. */
async function namedBefore(tx: Database, messageId: string): Promise<string[]> {
	const rows = await tx
		.select({ personId: messageMentions.personId })
		.from(messageMentions)
		.where(eq(messageMentions.messageId, messageId));
	return rows.map(({ personId }) => personId);
}

async function keepVersion(tx: Database, { id, text, writtenAt, editedAt }: Message): Promise<void> {
	const version = (await tx.$count(messageVersions, eq(messageVersions.messageId, id))) + 1;
	await tx.insert(messageVersions).values({ messageId: id, version, text, writtenAt: editedAt ?? writtenAt });
}

/** Takes back one's own message, for ever: its words go, with all that they were before; its place stays. */
export async function withdrawMessage(
	db: Database,
	person: Person,
	at: MessageAt
): Promise<{ ok: true } | Refusal> {
	return db.transaction(async (tx): Promise<{ ok: true } | Refusal> => {
		const held = await holdMessage(tx, person, at, { isClosedToo: true, isHiddenToo: true });
		if (!held.ok) return held;
		if (held.message.authorId !== person.id) return { ok: false, reason: 'not-found' };
		await emptyMessages(tx, eq(messages.id, held.message.id));
		await recordEvent(tx, {
			name: 'conversations.withdrawn',
			actorId: person.id,
			details: { threadId: held.thread.id, messageId: held.message.id }
		});
		return { ok: true };
	});
}

/** Empties messages of their words; where they stood, one reads that a message was withdrawn. */
export async function emptyMessages(tx: Database, which: ReturnType<typeof eq>): Promise<void> {
	const emptied = await tx
		.update(messages)
		.set({ text: '', withdrawnAt: sql`now()`, leftOut: null })
		.where(and(which, sql`${messages.withdrawnAt} is null`))
		.returning({ id: messages.id });
	const ids = emptied.map(({ id }) => id);
	const isEmptied = (column: typeof messageVersions.messageId | typeof threads.answerId) =>
		sql`${column} = any(${sql.param(ids)}::uuid[])`;
	await tx.delete(messageVersions).where(isEmptied(messageVersions.messageId));
	await tx.delete(messageMentions).where(sql`${messageMentions.messageId} = any(${sql.param(ids)}::uuid[])`);
	await tx
		.delete(messageReactions)
		.where(sql`${messageReactions.messageId} = any(${sql.param(ids)}::uuid[])`);
	await tx.update(threads).set({ answerId: null, answeredBy: null }).where(isEmptied(threads.answerId));
}
