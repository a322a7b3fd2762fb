import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { sessionsHeld } from '../agenda/group-sessions.server.ts';
import { holdKept } from '../communities/keeping.server.ts';
import type { Group } from '../communities/visible.server.ts';
import { notify } from '../notifications/notifying.server.ts';
import type { Person } from '../people/people.server.ts';
import type { TopicResult } from './asking.server.ts';
import { topics, topicSupports } from './topics.tables.ts';

/** Chooses a subject for a coming session; who supports it is told. Keepers do. */
export async function chooseTopic(
	db: Database,
	person: Person,
	slug: string,
	topicId: string,
	gatheringId: string
): Promise<TopicResult> {
	return deciding(db, person, slug, topicId, async (tx, group, topic) => {
		const session = (await sessionsHeld(tx, group.id)).find(({ id }) => id === gatheringId);
		if (!session) return { ok: false, reason: 'not-found' };
		if (session.endsAt <= new Date()) return { ok: false, reason: 'over' };
		await decide(tx, person, topic.id, { decision: 'chosen', gatheringId });
		const told = await tx
			.select({ id: topicSupports.personId })
			.from(topicSupports)
			.where(eq(topicSupports.topicId, topic.id));
		await notify(tx, {
			kind: 'topics.chosen',
			to: told.map(({ id }) => id),
			by: person.id,
			about: `topics.topic:${topic.id}:${gatheringId}`,
			path: `/communautes/${group.slug}/sujets`,
			details: { groupId: group.id, title: topic.title, session: session.title }
		});
		return { ok: true };
	});
}

/** Says that a subject was dealt with; the session for which it was chosen stays beside it. Keepers do. */
export async function markDone(
	db: Database,
	person: Person,
	slug: string,
	topicId: string
): Promise<TopicResult> {
	return deciding(db, person, slug, topicId, async (tx, _, topic) => {
		await decide(tx, person, topic.id, { decision: 'done', gatheringId: topic.gatheringId });
		return { ok: true };
	});
}

/** Sets a subject aside and says why; who asked for it is told. Keepers do. */
export async function setAside(
	db: Database,
	person: Person,
	slug: string,
	topicId: string,
	reason: string
): Promise<TopicResult> {
	return deciding(db, person, slug, topicId, async (tx, group, topic) => {
		await decide(tx, person, topic.id, { decision: 'set-aside', gatheringId: null, reason });
		await notify(tx, {
			kind: 'topics.set-aside',
			to: topic.askedBy ? [topic.askedBy] : [],
			by: person.id,
			about: `topics.topic:${topic.id}:set-aside`,
			path: `/communautes/${group.slug}/sujets`,
			details: { groupId: group.id, title: topic.title }
		});
		return { ok: true };
	});
}

/** Puts a subject back among those that wait. Keepers do. */
export async function putBack(
	db: Database,
	person: Person,
	slug: string,
	topicId: string
): Promise<TopicResult> {
	return deciding(db, person, slug, topicId, async (tx, _, topic) => {
		const waits = { decision: null, decidedAt: null, decidedBy: null, gatheringId: null, reason: null };
		await tx.update(topics).set(waits).where(eq(topics.id, topic.id));
		return { ok: true };
	});
}

type Topic = typeof topics.$inferSelect;
type Deciding = (tx: Database, group: Group, topic: Topic) => Promise<TopicResult>;

async function deciding(
	db: Database,
	person: Person,
	slug: string,
	topicId: string,
	act: Deciding
): Promise<TopicResult> {
	return db.transaction(async (tx): Promise<TopicResult> => {
		const held = await holdKept(tx, person, slug);
		if (!held.ok) return held;
		const [topic] = await tx
			.select()
			.from(topics)
			.where(and(eq(topics.id, topicId), eq(topics.groupId, held.group.id)))
			.for('update');
		return topic ? act(tx, held.group, topic) : { ok: false, reason: 'not-found' };
	});
}

type Decision = { decision: 'chosen' | 'done' | 'set-aside'; gatheringId: string | null; reason?: string };

async function decide(tx: Database, { id }: Person, topicId: string, { reason, ...decision }: Decision) {
	await tx
		.update(topics)
		.set({ ...decision, reason: reason ?? null, decidedAt: sql`now()`, decidedBy: id })
		.where(eq(topics.id, topicId));
}
