import { eq } from 'drizzle-orm';
import { m } from '#words/messages.js';
import { groups } from '../people/groups.tables.ts';
import type { HeldData, PersonalData } from '../people/personal-data.ts';
import { topics, topicSupports } from './topics.tables.ts';

/** What the subjects asked for hold about a person: those that they asked for, and those that they support. */
export const topicsData: PersonalData = {
	module: 'topics',
	tables: ['topics', 'topic_supports'],
	export: async (db, { id }): Promise<HeldData[]> => [
		{
			key: 'topics.asked',
			title: m.topics_title(),
			labels: {
				group: m.communities_field_name(),
				title: m.topics_field_title(),
				text: m.topics_field_text(),
				askedAt: m.topics_held_asked()
			},
			rows: await db
				.select({ group: groups.name, title: topics.title, text: topics.text, askedAt: topics.askedAt })
				.from(topics)
				.innerJoin(groups, eq(groups.id, topics.groupId))
				.where(eq(topics.askedBy, id))
				.orderBy(topics.askedAt)
		},
		{
			key: 'topics.supported',
			title: m.topics_held_supported(),
			labels: { title: m.topics_field_title(), since: m.communities_held_since() },
			rows: await db
				.select({ title: topics.title, since: topicSupports.since })
				.from(topicSupports)
				.innerJoin(topics, eq(topics.id, topicSupports.topicId))
				.where(eq(topicSupports.personId, id))
				.orderBy(topicSupports.since)
		}
	],
	async erase(tx, { id }) {
		await tx.delete(topicSupports).where(eq(topicSupports.personId, id));
		await tx.update(topics).set({ askedBy: null }).where(eq(topics.askedBy, id));
		await tx.update(topics).set({ decidedBy: null }).where(eq(topics.decidedBy, id));
	},
	stays: () => [m.topics_stays()]
};
