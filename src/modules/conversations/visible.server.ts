import { and, eq, getTableColumns } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { holdAsMember } from '../communities/visible.server.ts';
import { findGroup, type Group, type GroupReader, type GroupSeen } from '../communities/visible.server.ts';
import type { MembershipRole } from '../people/group-kinds.ts';
import type { Person } from '../people/people.server.ts';
import { messages, threads } from './conversations.tables.ts';

export type Thread = typeof threads.$inferSelect;
export type Message = typeof messages.$inferSelect;

/** A group inside which a reader may look, which is to read what is said there; undefined for everybody else. */
export async function findTalk(db: Database, as: GroupReader, slug: string): Promise<GroupSeen | undefined> {
	const seen = await findGroup(db, as, slug);
	return seen?.isInside ? seen : undefined;
}

/** A thread by its address for a reader: the one place that decides who reads what is said. */
export async function findThread(
	db: Database,
	as: GroupReader,
	slug: string,
	key: string
): Promise<(GroupSeen & { thread: Thread }) | undefined> {
	const seen = await findTalk(db, as, slug);
	if (!seen) return undefined;
	const [thread] = await db
		.select()
		.from(threads)
		.where(and(eq(threads.key, key.slice(0, 20)), eq(threads.groupId, seen.group.id)));
	return thread && { ...seen, thread };
}

/** A thread of a group in which somebody acts as a member. */
export type Held = { group: Group; role: MembershipRole; thread: Thread };
export type Refusal = { ok: false; reason: 'not-found' | 'closed' };

/**
 * A thread in which a person acts, held until the end of the transaction, so that what is written in it comes one after the
 * other. Members of the group act in it, while the group goes on; in a thread that is closed, where `isClosedToo`.
 */
export async function holdThread(
	tx: Database,
	person: Person,
	slug: string,
	key: string,
	{ isClosedToo = false } = {}
): Promise<({ ok: true } & Held) | Refusal> {
	const inside = await holdAsMember(tx, person, slug);
	if (!inside) return { ok: false, reason: 'not-found' };
	const [thread] = await tx
		.select()
		.from(threads)
		.where(and(eq(threads.key, key.slice(0, 20)), eq(threads.groupId, inside.group.id)))
		.for('no key update');
	if (!thread) return { ok: false, reason: 'not-found' };
	const isClosed = inside.group.closedAt !== null || (thread.closingId !== null && !isClosedToo);
	return isClosed ? { ok: false, reason: 'closed' } : { ok: true, ...inside, thread };
}

/** As {@link holdThread}, with one of its messages, that was neither taken back nor, unless `isHiddenToo`, hidden. */
export async function holdMessage(
	tx: Database,
	person: Person,
	at: MessageAt,
	{ isClosedToo = false, isHiddenToo = false } = {}
): Promise<({ ok: true; message: Message } & Held) | Refusal> {
	const held = await holdThread(tx, person, at.slug, at.key, { isClosedToo });
	if (!held.ok) return held;
	const [message] = await tx
		.select(getTableColumns(messages))
		.from(messages)
		.where(and(eq(messages.threadId, held.thread.id), eq(messages.number, at.number)))
		.for('no key update');
	const isThere = message && message.withdrawnAt === null && (isHiddenToo || message.hidingId === null);
	return isThere ? { ...held, message } : { ok: false, reason: 'not-found' };
}

/** Where a message is: the address of its group and of its thread, and its number. */
export type MessageAt = { slug: string; key: string; number: number };

/** How many messages a page of a thread has: pages begin at fixed numbers, so that an address keeps its meaning. */
export const messagesAtOnce = 30;

/** The address of a message without language: the page on which it stands, and its place there. */
export function messagePath(slug: string, key: string, number: number): string {
	const before = Math.floor((number - 1) / messagesAtOnce) * messagesAtOnce;
	return `/communautes/${slug}/fils/${key}${before > 0 ? `?apres=${before}` : ''}#m${number}`;
}
