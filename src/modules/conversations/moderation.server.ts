import { and, eq, isNull, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import { notify } from '../notifications/notifying.server.ts';
import { memberships } from '../people/groups.tables.ts';
import type { Person } from '../people/people.server.ts';
import { messageReports } from './around-messages.tables.ts';
import { messages, moderationActs, threads } from './conversations.tables.ts';
import type { ModerationKind } from './kinds.ts';
import { holdMessage, holdThread, type Held, type MessageAt, type Refusal } from './visible.server.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'conversations.moderated': { threadId: string; messageId: string | null; actId: string };
	}
}

export type ModerationResult = { ok: true } | Refusal | { ok: false; reason: 'forbidden' };

const wide = { isClosedToo: true, isHiddenToo: true };

/** Hides a message from all, for a reason that its author is told. Keepers do; what was reported of it is settled. */
export async function hideMessage(
	db: Database,
	person: Person,
	at: MessageAt,
	reason: string
): Promise<ModerationResult> {
	return db.transaction(async (tx): Promise<ModerationResult> => {
		const held = await holdMessage(tx, person, at, wide);
		if (!held.ok) return held;
		if (held.role !== 'keeper') return { ok: false, reason: 'forbidden' };
		const { message, thread, group } = held;
		if (message.hidingId !== null) return { ok: true };
		const hidingId = await act(tx, person, held, { kind: 'hidden', messageId: message.id, reason });
		await tx.update(messages).set({ hidingId }).where(eq(messages.id, message.id));
		await settle(tx, person, message.id);
		await notify(tx, {
			kind: 'conversations.hidden',
			to: message.authorId ? [message.authorId] : [],
			by: person.id,
			about: `conversations.hiding:${hidingId}`,
			path: `/communautes/${group.slug}/fils/${thread.key}/${message.number}`,
			details: { messageId: message.id, group: group.name }
		});
		return { ok: true };
	});
}

/** Shows a hidden message again. Keepers do. */
export async function restoreMessage(db: Database, person: Person, at: MessageAt): Promise<ModerationResult> {
	return db.transaction(async (tx): Promise<ModerationResult> => {
		const held = await holdMessage(tx, person, at, wide);
		if (!held.ok) return held;
		if (held.role !== 'keeper') return { ok: false, reason: 'forbidden' };
		const { id, hidingId } = held.message;
		if (hidingId === null) return { ok: true };
		await act(tx, person, held, { kind: 'restored', messageId: id, reason: null });
		await tx.update(messages).set({ hidingId: null }).where(eq(messages.id, id));
		return { ok: true };
	});
}

/** Closes a thread, for a reason that stands on it, or opens it again. Keepers do. */
export async function closeThread(
	db: Database,
	person: Person,
	slug: string,
	key: string,
	reason: string | null
): Promise<ModerationResult> {
	return db.transaction(async (tx): Promise<ModerationResult> => {
		const held = await holdThread(tx, person, slug, key, { isClosedToo: true });
		if (!held.ok) return held;
		if (held.role !== 'keeper') return { ok: false, reason: 'forbidden' };
		if ((held.thread.closingId === null) === (reason === null)) return { ok: true };
		const kind = reason === null ? 'reopened' : 'closed';
		const actId = await act(tx, person, held, { kind, messageId: null, reason });
		const closingId = kind === 'closed' ? actId : null;
		await tx.update(threads).set({ closingId }).where(eq(threads.id, held.thread.id));
		return { ok: true };
	});
}

async function act(
	tx: Database,
	person: Person,
	{ group, thread }: Held,
	done: { kind: ModerationKind; messageId: string | null; reason: string | null }
): Promise<string> {
	const id = uuidv7();
	await tx
		.insert(moderationActs)
		.values({ id, groupId: group.id, threadId: thread.id, actorId: person.id, ...done });
	await recordEvent(tx, {
		name: 'conversations.moderated',
		actorId: person.id,
		details: { threadId: thread.id, messageId: done.messageId, actId: id }
	});
	return id;
}

/** Tells the keepers of a message, once. Members do. */
export async function reportMessage(
	db: Database,
	person: Person,
	at: MessageAt,
	reason: string
): Promise<ModerationResult> {
	return db.transaction(async (tx): Promise<ModerationResult> => {
		const held = await holdMessage(tx, person, at, { isClosedToo: true });
		if (!held.ok) return held;
		const { group, message } = held;
		const reported = await tx
			.insert(messageReports)
			.values({ messageId: message.id, personId: person.id, reason })
			.onConflictDoNothing()
			.returning({ messageId: messageReports.messageId });
		if (reported.length === 0) return { ok: true };
		const keepers = await tx
			.select({ id: memberships.personId })
			.from(memberships)
			.where(and(eq(memberships.groupId, group.id), eq(memberships.role, 'keeper')));
		await notify(tx, {
			kind: 'conversations.reported',
			to: keepers.map(({ id }) => id),
			by: person.id,
			about: `conversations.report:${message.id}`,
			path: `/communautes/${group.slug}/fils/moderation`,
			details: { messageId: message.id, group: group.name }
		});
		return { ok: true };
	});
}

/** Leaves a message that was reported as it is: what was reported of it is settled. Keepers do. */
export async function settleReports(
	db: Database,
	person: Person,
	slug: string,
	messageId: string
): Promise<ModerationResult> {
	return db.transaction(async (tx): Promise<ModerationResult> => {
		const { rows } = await tx.execute(sql`select from messages m join threads t on t.id = m.thread_id
			join groups g on g.id = t.group_id join memberships k on k.group_id = g.id
			where m.id = ${messageId} and g.slug = ${slug} and k.person_id = ${person.id} and k.role = 'keeper'`);
		if (rows.length === 0) return { ok: false, reason: 'not-found' };
		await settle(tx, person, messageId);
		return { ok: true };
	});
}

async function settle(tx: Database, person: Person, messageId: string): Promise<void> {
	await tx
		.update(messageReports)
		.set({ settledAt: sql`now()`, settledBy: person.id })
		.where(and(eq(messageReports.messageId, messageId), isNull(messageReports.settledAt)));
}
