import { and, eq, isNull } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { holdAsMember } from '../communities/visible.server.ts';
import type { Person } from '../people/people.server.ts';
import type { AskedTopicInput } from './topics.input.ts';
import { topics, topicSupports } from './topics.tables.ts';

export type TopicResult =
	{ ok: true } | { ok: false; reason: 'not-found' | 'closed' | 'forbidden' | 'decided' | 'over' };

/** Asks for a subject at a next session; whoever asks supports it. Members do. */
export async function askTopic(
	db: Database,
	person: Person,
	slug: string,
	{ title, text }: AskedTopicInput
): Promise<TopicResult> {
	return db.transaction(async (tx): Promise<TopicResult> => {
		const held = await holdOpen(tx, person, slug);
		if (!held.ok) return held;
		const id = uuidv7();
		const asked = { id, groupId: held.groupId, title, text: text ?? '', askedBy: person.id };
		await tx.insert(topics).values(asked);
		await tx.insert(topicSupports).values({ topicId: id, personId: person.id });
		return { ok: true };
	});
}

/** Wishes a subject that waits too, or no longer. Each once. */
export async function supportTopic(
	db: Database,
	person: Person,
	slug: string,
	topicId: string,
	isSupported: boolean
): Promise<TopicResult> {
	return db.transaction(async (tx): Promise<TopicResult> => {
		const held = await holdOpen(tx, person, slug);
		if (!held.ok) return held;
		const [topic] = await tx
			.select({ decision: topics.decision })
			.from(topics)
			.where(and(eq(topics.id, topicId), eq(topics.groupId, held.groupId)))
			.for('share');
		if (!topic) return { ok: false, reason: 'not-found' };
		if (topic.decision) return { ok: false, reason: 'decided' };
		const personId = person.id;
		if (isSupported) await tx.insert(topicSupports).values({ topicId, personId }).onConflictDoNothing();
		else
			await tx
				.delete(topicSupports)
				.where(and(eq(topicSupports.topicId, topicId), eq(topicSupports.personId, personId)));
		return { ok: true };
	});
}

/** Takes back a subject that one asked for and that waits. */
export async function takeBackTopic(
	db: Database,
	person: Person,
	slug: string,
	topicId: string
): Promise<TopicResult> {
	return db.transaction(async (tx): Promise<TopicResult> => {
		const held = await holdOpen(tx, person, slug);
		if (!held.ok) return held;
		const isTheirs = and(
			eq(topics.id, topicId),
			eq(topics.groupId, held.groupId),
			eq(topics.askedBy, person.id),
			isNull(topics.decision)
		);
		const gone = await tx.delete(topics).where(isTheirs).returning({ id: topics.id });
		return gone.length > 0 ? { ok: true } : { ok: false, reason: 'not-found' };
	});
}

async function holdOpen(tx: Database, person: Person, slug: string) {
	const held = await holdAsMember(tx, person, slug);
	if (!held) return { ok: false, reason: 'not-found' } as const;
	if (held.group.closedAt) return { ok: false, reason: 'closed' } as const;
	return { ok: true, groupId: held.group.id } as const;
}
