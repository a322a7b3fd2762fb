import { sql } from 'drizzle-orm';
import { check, index, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { groups } from '../people/groups.tables.ts';
import { persons } from '../people/people.tables.ts';

/** A subject that a member asks for at one of the next sessions of a group. */
export const topics = pgTable(
	'topics',
	{
		id: uuid().primaryKey(),
		groupId: uuid()
			.notNull()
			.references(() => groups.id, { onDelete: 'cascade' }),
		title: text().notNull(),
		text: text().notNull().default(''),
		askedBy: uuid().references(() => persons.id, { onDelete: 'set null' }),
		askedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		/** The session for which it was chosen. */
		gatheringId: uuid(),
		/** When it was chosen, done or set aside, and by whom; null while it waits. */
		decidedAt: timestamp({ withTimezone: true }),
		decidedBy: uuid().references(() => persons.id, { onDelete: 'set null' }),
		decision: text({ enum: ['chosen', 'done', 'set-aside'] }),
		reason: text()
	},
	(table) => [
		index('topics_group').on(table.groupId, table.askedAt),
		index('topics_gathering').on(table.gatheringId),
		index('topics_asked_by').on(table.askedBy),
		index('topics_decided_by').on(table.decidedBy),
		check('topics_decision', sql`${table.decision} in ('chosen', 'done', 'set-aside')`),
		check('topics_decided', sql`(${table.decision} is null) = (${table.decidedAt} is null)`),
		check(
			'topics_reason',
			sql`(${table.decision} = 'set-aside') = (${table.reason} is not null) or ${table.decision} is null and ${table.reason} is null`
		),
		check(
			'topics_session',
			sql`${table.decision} = 'chosen' and ${table.gatheringId} is not null or ${table.decision} is distinct from 'chosen'`
		)
	]
);

/** Somebody wishes it too, once. */
export const topicSupports = pgTable(
	'topic_supports',
	{
		topicId: uuid()
			.notNull()
			.references(() => topics.id, { onDelete: 'cascade' }),
		personId: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' }),
		since: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [
		primaryKey({ columns: [table.topicId, table.personId] }),
		index('topic_supports_person').on(table.personId)
	]
);
