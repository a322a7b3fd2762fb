import { desc, eq } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { GroupReader } from '../communities/visible.server.ts';
import { messages, messageVersions } from './conversations.tables.ts';
import { mentionsIn } from './mentions.server.ts';
import { inHtml, messageShown } from './thread-reading.server.ts';
import { findThread } from './visible.server.ts';

/** A message by itself: what it said before it was changed, for members, and its source for its author. */
export async function messageToRead(
	db: Database,
	as: GroupReader,
	slug: string,
	key: string,
	number: number
) {
	const found = await findThread(db, as, slug, key);
	const personId = as.person?.id ?? null;
	const message = found && (await messageShown(db, slug, found.thread, number, personId));
	if (!message) return undefined;
	const { group, thread, role } = found;
	const isOpen = group.closedAt === null && thread.closingId === null;
	return {
		group: { slug: group.slug, name: group.name, isClosed: group.closedAt !== null },
		thread: { key: thread.key, subject: thread.subject },
		role,
		message,
		versions: role && message.state === 'said' ? await versionsOf(db, slug, message.id) : [],
		source: isOpen && message.isMine && message.state === 'said' ? await sourceOf(db, message.id) : null
	};
}

async function sourceOf(db: Database, messageId: string): Promise<string> {
	const [message] = await db.select({ text: messages.text }).from(messages).where(eq(messages.id, messageId));
	return message!.text;
}

async function versionsOf(db: Database, slug: string, messageId: string) {
	const mentions = (await mentionsIn(db, [messageId])).get(messageId) ?? [];
	const rows = await db
		.select()
		.from(messageVersions)
		.where(eq(messageVersions.messageId, messageId))
		.orderBy(desc(messageVersions.version));
	return rows.map(({ version, text, writtenAt }) => ({
		version,
		writtenAt,
		html: inHtml(text, slug, mentions)
	}));
}
