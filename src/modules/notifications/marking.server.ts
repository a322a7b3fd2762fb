import { and, eq, isNull, sql } from 'drizzle-orm';
import { validate as isUuid } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { unreadCount } from './reading.server.ts';
import type { NoticeCatalogue } from './notice-kinds.ts';
import { notices } from './notifications.tables.ts';

/** What was read is not mailed any more. */
const read = { readAt: sql`now()`, mailDue: null };
const isUnreadOf = ({ id }: { id: string }) => and(eq(notices.personId, id), isNull(notices.readAt));

/** Marks one of somebody's own notices as read. Says false when there is none to mark. */
export async function markAsRead(db: Database, person: { id: string }, noticeId: string): Promise<boolean> {
	if (!isUuid(noticeId)) return false;
	const marked = db
		.update(notices)
		.set(read)
		.where(and(isUnreadOf(person), eq(notices.id, noticeId)));
	return (await marked.returning({ id: notices.id })).length > 0;
}

/** Marks all of somebody's notices as read. */
export async function markAllAsRead(db: Database, person: { id: string }): Promise<void> {
	await db.update(notices).set(read).where(isUnreadOf(person));
}

/**
 * How many notices somebody who opens a page has not read, once those that lead to this page are: whoever is there knows.
 * One query while there is none.
 */
export async function unreadOn(
	db: Database,
	catalogue: NoticeCatalogue,
	person: { id: string },
	path: string
): Promise<number> {
	const count = await unreadCount(db, catalogue, person);
	if (count === 0) return 0;
	const leadsHere = sql`split_part(split_part(${notices.path}, '#', 1), '?', 1) = ${path}`;
	const marked = db
		.update(notices)
		.set(read)
		.where(and(isUnreadOf(person), leadsHere));
	const { length } = await marked.returning({ id: notices.id });
	return length === 0 ? count : unreadCount(db, catalogue, person);
}
