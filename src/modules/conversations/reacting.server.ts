import { and, eq } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import type { Person } from '../people/people.server.ts';
import { messageReactions } from './around-messages.tables.ts';
import type { ReactionKind } from './kinds.ts';
import { threads } from './conversations.tables.ts';
import { holdMessage, type MessageAt, type Refusal } from './visible.server.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'conversations.answered': { threadId: string; messageId: string };
	}
}

/** Answers a message in a word; the same word again takes it back. Members do. */
export async function react(
	db: Database,
	person: Person,
	at: MessageAt,
	kind: ReactionKind
): Promise<{ ok: true } | Refusal> {
	return db.transaction(async (tx): Promise<{ ok: true } | Refusal> => {
		const held = await holdMessage(tx, person, at);
		if (!held.ok) return held;
		const reaction = { messageId: held.message.id, kind, personId: person.id };
		const given = await tx.insert(messageReactions).values(reaction).onConflictDoNothing().returning();
		if (given.length > 0) return { ok: true };
		await tx
			.delete(messageReactions)
			.where(
				and(
					eq(messageReactions.messageId, held.message.id),
					eq(messageReactions.kind, kind),
					eq(messageReactions.personId, person.id)
				)
			);
		return { ok: true };
	});
}

/** Says which reply answers a question; the same again takes it back. Who asked does, and keepers. */
export async function markAnswer(
	db: Database,
	person: Person,
	at: MessageAt
): Promise<{ ok: true } | Refusal> {
	return db.transaction(async (tx): Promise<{ ok: true } | Refusal> => {
		const held = await holdMessage(tx, person, at);
		if (!held.ok) return held;
		const { thread, message, role } = held;
		const mayMark = thread.startedBy === person.id || role === 'keeper';
		if (!thread.isQuestion || message.number === 1 || !mayMark) return { ok: false, reason: 'not-found' };
		const isTakenBack = thread.answerId === message.id;
		await tx
			.update(threads)
			.set(
				isTakenBack ? { answerId: null, answeredBy: null } : { answerId: message.id, answeredBy: person.id }
			)
			.where(eq(threads.id, thread.id));
		await recordEvent(tx, {
			name: 'conversations.answered',
			actorId: person.id,
			details: { threadId: thread.id, messageId: message.id }
		});
		return { ok: true };
	});
}
