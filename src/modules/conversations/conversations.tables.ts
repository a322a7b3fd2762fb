import { sql } from 'drizzle-orm';
import {
	bigint,
	boolean,
	check,
	index,
	integer,
	pgTable,
	primaryKey,
	smallint,
	text,
	timestamp,
	uniqueIndex,
	uuid,
	type AnyPgColumn
} from 'drizzle-orm/pg-core';
import { groups } from '../people/groups.tables.ts';
import { persons } from '../people/people.tables.ts';
import { moderationKinds } from './kinds.ts';

/** A thread has one subject, inside one group. Its address tells nothing of it: addresses travel further than words. */
export const threads = pgTable(
	'threads',
	{
		id: uuid().primaryKey(),
		groupId: uuid()
			.notNull()
			.references(() => groups.id, { onDelete: 'cascade' }),
		key: text().notNull().unique(),
		/** Names it in an address of mail, where there is little room. */
		number: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity().unique(),
		subject: text().notNull(),
		isQuestion: boolean().notNull().default(false),
		startedBy: uuid().references(() => persons.id, { onDelete: 'set null' }),
		startedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		/** When the latest message was written, to the millisecond that an address can hold. */
		lastAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
		/** How many messages it has, which is the number of the latest. */
		messageCount: integer().notNull().default(0),
		answerId: uuid().references((): AnyPgColumn => messages.id, { onDelete: 'set null' }),
		answeredBy: uuid().references(() => persons.id, { onDelete: 'set null' }),
		/** The act by which a keeper closed it. */
		closingId: uuid().references((): AnyPgColumn => moderationActs.id, { onDelete: 'set null' })
	},
	(table) => [
		index('threads_latest').on(table.groupId, table.lastAt, table.id),
		index('threads_started_by').on(table.startedBy),
		index('threads_answer').on(table.answerId),
		index('threads_answered_by').on(table.answeredBy),
		index('threads_closing').on(table.closingId),
		check('threads_answer_to_question', sql`${table.answerId} is null or ${table.isQuestion}`)
	]
);

/** What somebody says in a thread. Messages are numbered from 1 without a gap, so that pages are found by number. */
export const messages = pgTable(
	'messages',
	{
		id: uuid().primaryKey(),
		threadId: uuid()
			.notNull()
			.references(() => threads.id, { onDelete: 'cascade' }),
		number: integer().notNull(),
		authorId: uuid().references(() => persons.id, { onDelete: 'set null' }),
		/** Markdown, as typed. */
		text: text().notNull(),
		writtenAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		editedAt: timestamp({ withTimezone: true }),
		/** Its author took it back: its place stays, its words do not. */
		withdrawnAt: timestamp({ withTimezone: true }),
		/** The act by which a keeper hid it. */
		hidingId: uuid().references((): AnyPgColumn => moderationActs.id, { onDelete: 'set null' }),
		/** When it came by mail: how many attachments were left out. */
		leftOut: smallint()
	},
	(table) => [
		uniqueIndex('messages_numbered').on(table.threadId, table.number),
		index('messages_of_author').on(table.authorId, table.writtenAt),
		index('messages_hiding').on(table.hidingId),
		check('messages_number', sql`${table.number} > 0`),
		check('messages_withdrawn', sql`(${table.withdrawnAt} is null) = (${table.text} <> '')`)
	]
);

/** What a message said before it was changed, and since when. */
export const messageVersions = pgTable(
	'message_versions',
	{
		messageId: uuid()
			.notNull()
			.references(() => messages.id, { onDelete: 'cascade' }),
		version: integer().notNull(),
		text: text().notNull(),
		writtenAt: timestamp({ withTimezone: true }).notNull()
	},
	(table) => [primaryKey({ columns: [table.messageId, table.version] })]
);

/** What keepers did to what is said in a group, with their reason: the journal, which members read. */
export const moderationActs = pgTable(
	'moderation_acts',
	{
		id: uuid().primaryKey(),
		groupId: uuid()
			.notNull()
			.references(() => groups.id, { onDelete: 'cascade' }),
		threadId: uuid()
			.notNull()
			.references(() => threads.id, { onDelete: 'cascade' }),
		messageId: uuid().references((): AnyPgColumn => messages.id, { onDelete: 'cascade' }),
		kind: text({ enum: moderationKinds }).notNull(),
		reason: text(),
		actorId: uuid().references(() => persons.id, { onDelete: 'set null' }),
		doneAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [
		index('moderation_acts_group').on(table.groupId, table.id),
		index('moderation_acts_thread').on(table.threadId),
		index('moderation_acts_message').on(table.messageId),
		index('moderation_acts_actor').on(table.actorId),
		check('moderation_acts_kind', sql`${table.kind} in ('hidden', 'restored', 'closed', 'reopened')`),
		check(
			'moderation_acts_reason',
			sql`${table.kind} not in ('hidden', 'closed') or ${table.reason} is not null`
		),
		check(
			'moderation_acts_about',
			sql`(${table.messageId} is not null) = (${table.kind} in ('hidden', 'restored'))`
		)
	]
);
