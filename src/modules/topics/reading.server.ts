import { eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { renderMarkdown } from '#platform/markdown.server.ts';
import { sessionsHeld } from '../agenda/group-sessions.server.ts';
import { findGroup, type GroupReader } from '../communities/visible.server.ts';
import { persons } from '../people/people.tables.ts';
import { topics, topicSupports } from './topics.tables.ts';

const most = 200;

/**
 * The subjects asked for in a group, for who may look inside: those that wait, those that most people wish first; those chosen, by
 * session; those done or set aside, the latest first.
 */
export async function topicsToRead(db: Database, as: GroupReader, slug: string, now = new Date()) {
	const seen = await findGroup(db, as, slug);
	if (!seen?.isInside) return undefined;
	const rows = await topicsOf(db, seen.group.id);
	const supporters = await supportersOf(
		db,
		rows.map(({ id }) => id)
	);
	const sessions = await sessionsHeld(db, seen.group.id, {
		reader: as.reader,
		personId: as.person?.id ?? null
	});
	const all = rows.map(({ askedBy, gatheringId, text, ...topic }) => {
		const who = supporters.filter(({ topicId }) => topicId === topic.id);
		const session = sessions.find(({ id }) => id === gatheringId);
		return {
			...topic,
			html: renderMarkdown(text),
			session: session ? { slug: session.slug, title: session.title, startsAt: session.startsAt } : null,
			supporters: who.map(({ name }) => name),
			isMine: Boolean(as.person) && askedBy === as.person?.id,
			isSupported: who.some(({ personId }) => personId === as.person?.id)
		};
	});
	return {
		...seen,
		waiting: all
			.filter(({ decision }) => !decision)
			.sort((one, other) => other.supporters.length - one.supporters.length || +one.askedAt - +other.askedAt),
		chosen: all.filter(({ decision }) => decision === 'chosen'),
		settled: all.filter(({ decision }) => decision === 'done' || decision === 'set-aside'),
		coming: sessions.filter(({ endsAt }) => endsAt > now)
	};
}
export type TopicRead = NonNullable<Awaited<ReturnType<typeof topicsToRead>>>['waiting'][number];

async function supportersOf(db: Database, topicIds: string[]) {
	if (topicIds.length === 0) return [];
	return db
		.select({ topicId: topicSupports.topicId, personId: persons.id, name: persons.name })
		.from(topicSupports)
		.innerJoin(persons, eq(persons.id, topicSupports.personId))
		.where(inArray(topicSupports.topicId, topicIds))
		.orderBy(persons.name, persons.id);
}

async function topicsOf(db: Database, groupId: string) {
	return db
		.select({
			id: topics.id,
			title: topics.title,
			text: topics.text,
			askedAt: topics.askedAt,
			askedBy: topics.askedBy,
			name: persons.name,
			decision: topics.decision,
			decidedAt: topics.decidedAt,
			gatheringId: topics.gatheringId,
			reason: topics.reason
		})
		.from(topics)
		.leftJoin(persons, eq(persons.id, topics.askedBy))
		.where(eq(topics.groupId, groupId))
		.orderBy(sql`coalesce(${topics.decidedAt}, ${topics.askedAt}) desc`, topics.id)
		.limit(most);
}
