import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	timestamp,
	unique,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { groups } from '../people/groups.tables.ts';
import { persons } from '../people/people.tables.ts';
import { messages, threads } from './conversations.tables.ts';
import { groupScopes, mailOutcomes, reactionKinds } from './kinds.ts';

const person = () =>
	uuid()
		.notNull()
		.references(() => persons.id, { onDelete: 'cascade' });
const message = () =>
	uuid()
		.notNull()
		.references(() => messages.id, { onDelete: 'cascade' });
const thread = () =>
	uuid()
		.notNull()
		.references(() => threads.id, { onDelete: 'cascade' });
const group = () =>
	uuid()
		.notNull()
		.references(() => groups.id, { onDelete: 'cascade' });

/** Somebody answers a message in a word, once for each word. */
export const messageReactions = pgTable(
	'message_reactions',
	{
		messageId: message(),
		kind: text({ enum: reactionKinds }).notNull(),
		personId: person(),
		reactedAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [
		primaryKey({ columns: [table.messageId, table.kind, table.personId] }),
		index('message_reactions_person').on(table.personId),
		check('message_reactions_kind', sql`${table.kind} in ('learning', 'can-help', 'thanks')`)
	]
);

/** A member whom a message names, and how it writes their name. */
export const messageMentions = pgTable(
	'message_mentions',
	{ messageId: message(), personId: person(), written: text().notNull() },
	(table) => [
		primaryKey({ columns: [table.messageId, table.personId] }),
		index('message_mentions_person').on(table.personId)
	]
);

/** How far somebody has read a thread. */
export const threadReadings = pgTable(
	'thread_readings',
	{ personId: person(), threadId: thread(), seen: integer().notNull() },
	(table) => [
		primaryKey({ columns: [table.personId, table.threadId] }),
		index('thread_readings_thread').on(table.threadId)
	]
);

/** Whether somebody follows a thread, whatever they chose for its group. Who writes in it does, until they say otherwise. */
export const threadSubscriptions = pgTable(
	'thread_subscriptions',
	{ threadId: thread(), personId: person(), isFollowed: boolean().notNull() },
	(table) => [
		primaryKey({ columns: [table.threadId, table.personId] }),
		index('thread_subscriptions_person').on(table.personId)
	]
);

/** Of which threads of a group somebody is told; without a row, of all. */
export const groupSubscriptions = pgTable(
	'group_subscriptions',
	{ groupId: group(), personId: person(), scope: text({ enum: groupScopes }).notNull() },
	(table) => [
		primaryKey({ columns: [table.groupId, table.personId] }),
		index('group_subscriptions_person').on(table.personId),
		check('group_subscriptions_scope', sql`${table.scope} in ('all', 'mine', 'none')`)
	]
);

/** What somebody has begun to write: a reply in a thread or, without one, a new thread of the group. */
export const messageDrafts = pgTable(
	'message_drafts',
	{
		id: uuid().primaryKey(),
		personId: person(),
		groupId: group(),
		threadId: uuid().references(() => threads.id, { onDelete: 'cascade' }),
		subject: text().notNull().default(''),
		text: text().notNull().default(''),
		isQuestion: boolean().notNull().default(false),
		savedAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [
		unique('message_drafts_place').on(table.personId, table.groupId, table.threadId).nullsNotDistinct(),
		index('message_drafts_group').on(table.groupId),
		index('message_drafts_thread').on(table.threadId)
	]
);

/** A member tells the keepers of a message, once; a keeper settles it. */
export const messageReports = pgTable(
	'message_reports',
	{
		messageId: message(),
		personId: person(),
		reason: text().notNull(),
		reportedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		settledAt: timestamp({ withTimezone: true }),
		settledBy: uuid().references(() => persons.id, { onDelete: 'set null' })
	},
	(table) => [
		primaryKey({ columns: [table.messageId, table.personId] }),
		index('message_reports_person').on(table.personId),
		index('message_reports_settled_by').on(table.settledBy)
	]
);

/** That an answer came by mail and what became of it, without anything that it said. */
export const receivedMails = pgTable(
	'received_mails',
	{
		id: uuid().primaryKey(),
		/** A keyed hash of its Message-ID: the same mail is published once. */
		digest: text().notNull(),
		outcome: text({ enum: mailOutcomes }).notNull(),
		receivedAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [
		uniqueIndex('received_mails_once')
			.on(table.digest)
			.where(sql`${table.outcome} = 'published'`),
		index('received_mails_at').on(table.receivedAt)
	]
);
