import { and, asc, eq, gt, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { HappenedEvent } from '#platform/events/events.server.ts';
import { plainText } from '#platform/markdown.server.ts';
import { idsByPage, refile, type Searchable } from '#platform/search/searchables.server.ts';
import { m } from '#words/messages.js';
import { groups } from '../people/groups.tables.ts';
import { messages, threads } from './conversations.tables.ts';

/** So many messages of a thread are found by their words: the first ones, which say what it is about. */
const mostFiled = 40;
const longestFiled = 20_000;

/** The threads of groups that are not confidential, found by allies by their subject and by what is said first in them. */
export const searchableThreads: Searchable = {
	kind: 'thread',
	label: () => m.conversations_threads(),
	async entries(db, refs) {
		const rows = await db
			.select({
				id: threads.id,
				key: threads.key,
				subject: threads.subject,
				slug: groups.slug,
				name: groups.name
			})
			.from(threads)
			.innerJoin(groups, eq(groups.id, threads.groupId))
			.where(and(inArray(threads.id, refs), eq(groups.isConfidential, false)));
		const said = await saidIn(
			db,
			rows.map(({ id }) => id)
		);
		return new Map(
			rows.map(({ id, key, subject, slug, name }) => [
				id,
				[
					{
						...{ audience: 'allies' as const, url: `/communautes/${slug}/fils/${key}`, title: subject },
						...{ aliases: [], summary: name, body: said.get(id) ?? null }
					}
				]
			])
		);
	},
	refs: (db) =>
		idsByPage((last, size) =>
			db
				.select({ id: threads.id })
				.from(threads)
				.where(gt(threads.id, last))
				.orderBy(asc(threads.id))
				.limit(size)
		)
};

async function saidIn(db: Database, threadIds: string[]): Promise<Map<string, string>> {
	if (threadIds.length === 0) return new Map();
	const rows = await db
		.select({ threadId: messages.threadId, text: messages.text })
		.from(messages)
		.where(
			and(
				inArray(messages.threadId, threadIds),
				lte(messages.number, mostFiled),
				isNull(messages.hidingId),
				isNull(messages.withdrawnAt)
			)
		)
		.orderBy(asc(messages.number));
	const said = new Map<string, string>();
	for (const { threadId, text } of rows)
		said.set(threadId, `${said.get(threadId) ?? ''}${plainText(text)}\n`.slice(0, longestFiled));
	return said;
}

type Told =
	| 'conversations.said'
	| 'conversations.edited'
	| 'conversations.withdrawn'
	| 'conversations.moderated'
	| 'conversations.emptied';

/** What is found of a thread is what it says now. */
export async function refileThread(tx: Database, { details }: HappenedEvent<Told>): Promise<void> {
	if ('messageId' in details && (await isBeyondFiled(tx, details.messageId))) return;
	await refile(tx, searchableThreads, [details.threadId]);
}

/** What is said late in a long thread changes nothing to what is found of it. */
async function isBeyondFiled(tx: Database, messageId: string | null): Promise<boolean> {
	if (messageId === null) return true;
	const [message] = await tx
		.select({ number: messages.number })
		.from(messages)
		.where(eq(messages.id, messageId));
	return (message?.number ?? 1) > mostFiled;
}

/** What is found of a group follows it: nothing of one that becomes confidential. */
export async function refileThreadsOf(
	tx: Database,
	{ details }: HappenedEvent<'communities.changed'>
): Promise<void> {
	const rows = await tx
		.select({ id: threads.id })
		.from(threads)
		.where(sql`${threads.groupId} = ${details.groupId}`);
	await refile(
		tx,
		searchableThreads,
		rows.map(({ id }) => id)
	);
}
