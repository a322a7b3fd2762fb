import { and, asc, desc, eq, isNull, lt } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { validate as isUuid } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { plainText } from '#platform/markdown.server.ts';
import { pageOf, type Place } from '#platform/paging.ts';
import type { GroupReader } from '../communities/visible.server.ts';
import { persons } from '../people/people.tables.ts';
import { messageReports } from './around-messages.tables.ts';
import { messages, moderationActs, threads } from './conversations.tables.ts';
import { findTalk } from './visible.server.ts';

const pageSize = 30;
const mostReports = 100;

/** What keepers did to what is said in a group, the latest first, for its members; and, for keepers, what was reported. */
export async function journalToRead(db: Database, as: GroupReader, slug: string, { after }: Place) {
	const seen = await findTalk(db, as, slug);
	if (!seen?.role) return undefined;
	const { group, role } = seen;
	const isBeyond = after && isUuid(after) ? lt(moderationActs.id, after) : undefined;
	const rows = await db
		.select({
			...{ id: moderationActs.id, kind: moderationActs.kind, reason: moderationActs.reason },
			...{ doneAt: moderationActs.doneAt, keeper: persons.name, number: messages.number },
			...{ key: threads.key, subject: threads.subject }
		})
		.from(moderationActs)
		.innerJoin(threads, eq(threads.id, moderationActs.threadId))
		.leftJoin(messages, eq(messages.id, moderationActs.messageId))
		.leftJoin(persons, eq(persons.id, moderationActs.actorId))
		.where(and(eq(moderationActs.groupId, group.id), isBeyond))
		.orderBy(desc(moderationActs.id))
		.limit(pageSize + 1);
	return {
		group: {
			slug: group.slug,
			name: group.name,
			isClosed: group.closedAt !== null,
			hasKit: group.kit !== ''
		},
		role,
		...pageOf(rows, pageSize, after ? { after } : {}, ({ id }) => id),
		reports: role === 'keeper' ? await reportsOf(db, group.id) : []
	};
}

async function reportsOf(db: Database, groupId: string) {
	const authors = alias(persons, 'authors');
	const rows = await db
		.select({
			...{ messageId: messages.id, number: messages.number, text: messages.text, author: authors.name },
			...{ key: threads.key, subject: threads.subject, by: persons.name },
			...{ reason: messageReports.reason, reportedAt: messageReports.reportedAt }
		})
		.from(messageReports)
		.innerJoin(messages, eq(messages.id, messageReports.messageId))
		.innerJoin(threads, eq(threads.id, messages.threadId))
		.innerJoin(persons, eq(persons.id, messageReports.personId))
		.leftJoin(authors, eq(authors.id, messages.authorId))
		.where(and(eq(threads.groupId, groupId), isNull(messageReports.settledAt), isNull(messages.withdrawnAt)))
		.orderBy(asc(messageReports.reportedAt))
		.limit(mostReports);
	const ofMessage = Map.groupBy(rows, ({ messageId }) => messageId);
	return [...ofMessage.values()].map((reports) => {
		const { messageId, number, text, author, key, subject } = reports[0]!;
		const reasons = reports.map(({ by, reason, reportedAt }) => ({ by, reason, reportedAt }));
		return { messageId, number, author, key, subject, reasons, excerpt: plainText(text).slice(0, 240) };
	});
}
