import { and, desc, asc, eq, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import { validate as isUuid } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { pageOf, type Place } from '#platform/paging.ts';
import type { GroupReader, GroupSeen } from '../communities/visible.server.ts';
import { memberships } from '../people/groups.tables.ts';
import { persons } from '../people/people.tables.ts';
import { threadReadings } from './around-messages.tables.ts';
import { threads } from './conversations.tables.ts';
import { findDraft } from './drafts.server.ts';
import { scopeOf } from './following.server.ts';
import type { ThreadChoice } from './thread-choices.ts';
import { findTalk } from './visible.server.ts';

const pageSize = 25;

/** The threads of a group, the latest said first, for who may look inside; undefined for others. */
export async function threadsToRead(
	db: Database,
	as: GroupReader,
	slug: string,
	{ choice, place }: { choice: ThreadChoice; place: Place }
) {
	const seen = await findTalk(db, as, slug);
	if (!seen) return undefined;
	const personId = as.person?.id ?? null;
	const isBackwards = place.before !== undefined;
	const order = isBackwards ? asc : desc;
	const rows = await db
		.select({ ...listed, fresh: fresh(personId) })
		.from(threads)
		.leftJoin(persons, eq(persons.id, threads.startedBy))
		.leftJoin(
			threadReadings,
			and(eq(threadReadings.threadId, threads.id), eq(threadReadings.personId, personId ?? nobody))
		)
		.where(and(eq(threads.groupId, seen.group.id), chosen(choice, personId), beyond(place)))
		.orderBy(order(threads.lastAt), order(threads.id))
		.limit(pageSize + 1);
	const page = pageOf(rows, pageSize, place, ({ lastAt, id }) => `${id}_${lastAt.getTime()}`);
	return { ...seen, ...page, ...(await aroundThreads(db, seen, personId)) };
}

const nobody = '00000000-0000-0000-0000-000000000000';

const listed = {
	id: threads.id,
	key: threads.key,
	subject: threads.subject,
	isQuestion: threads.isQuestion,
	isAnswered: sql<boolean>`${isNotNull(threads.answerId)}`,
	isClosed: sql<boolean>`${isNotNull(threads.closingId)}`,
	lastAt: threads.lastAt,
	messageCount: threads.messageCount,
	starter: persons.name
};

/** How many messages a member has not read. What was said before they came is not new to them until they open it. */
function fresh(personId: string | null): SQL<number> {
	if (personId === null) return sql<number>`0`;
	return sql<number>`case
		when ${threadReadings.seen} is not null then ${threads.messageCount} - ${threadReadings.seen}
		when exists (select from ${memberships} where ${memberships.groupId} = ${threads.groupId}
			and ${memberships.personId} = ${personId} and ${memberships.since} <= ${threads.lastAt})
		then ${threads.messageCount} else 0 end`;
}

function chosen(choice: ThreadChoice, personId: string | null): SQL | undefined {
	if (choice === 'questions') return and(eq(threads.isQuestion, true), isNull(threads.answerId));
	return choice === 'unread' ? sql`${fresh(personId)} > 0` : undefined;
}

function beyond({ after, before }: Place): SQL | undefined {
	const [id = '', moment = ''] = (after ?? before ?? '').split('_');
	if (!isUuid(id) || !/^\d{1,15}$/.test(moment)) return undefined;
	const line = sql`(${threads.lastAt}, ${threads.id})`;
	const last = sql`(to_timestamp(${Number(moment)}::double precision / 1000)::timestamptz(3), ${id}::uuid)`;
	return before === undefined ? sql`${line} < ${last}` : sql`${line} > ${last}`;
}

async function aroundThreads(db: Database, { group, role }: GroupSeen, personId: string | null) {
	const isMember = personId !== null && role !== null;
	return {
		scope: isMember ? await scopeOf(db, personId, group.id) : null,
		draft: isMember ? await findDraft(db, personId, group.id, null) : null
	};
}
