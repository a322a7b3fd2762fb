import { sql } from 'drizzle-orm';
import {
	check,
	index,
	jsonb,
	pgTable,
	primaryKey,
	smallint,
	text,
	timestamp,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { persons } from '../people/people.tables.ts';
import { channels, paces } from './paces.ts';

/** Somebody is told of a thing, once, whatever happened to it that concerns them. */
export const notices = pgTable(
	'notices',
	{
		id: uuid().primaryKey(),
		personId: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' }),
		kind: text().notNull(),
		/** The thing, such as `agenda.gathering:ID`. */
		about: text().notNull(),
		/** Its page, without language. */
		path: text().notNull(),
		/** What its words are made of. */
		details: jsonb().notNull(),
		/** Whose act it was; nobody's when it came about by itself. */
		actorId: uuid().references(() => persons.id, { onDelete: 'cascade' }),
		createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		readAt: timestamp({ withTimezone: true }),
		/** When to look whether mail leaves; null once that is settled: mailed, read before, or not wanted. */
		mailDue: timestamp({ withTimezone: true }),
		mailedAt: timestamp({ withTimezone: true })
	},
	(table) => [
		uniqueIndex('notices_once').on(table.personId, table.about),
		index('notices_of_person').on(table.personId, table.id),
		index('notices_unread')
			.on(table.personId, table.id)
			.where(sql`${table.readAt} is null`),
		index('notices_due')
			.on(table.mailDue)
			.where(sql`${table.mailDue} is not null`),
		index('notices_read')
			.on(table.readAt)
			.where(sql`${table.readAt} is not null`),
		index('notices_created').on(table.createdAt),
		index('notices_actor').on(table.actorId),
		check('notices_path', sql`${table.path} ~ '^/([^/]|$)'`),
		check('notices_mail_once', sql`num_nonnulls(${table.mailDue}, ${table.mailedAt}) < 2`),
		check('notices_mail_unread', sql`num_nonnulls(${table.mailDue}, ${table.readAt}) < 2`),
		check('notices_not_own_act', sql`${table.actorId} <> ${table.personId}`)
	]
);

/** What somebody chose for a family of notices and a channel; without a row, what the family proposes. */
export const noticePreferences = pgTable(
	'notice_preferences',
	{
		personId: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' }),
		family: text().notNull(),
		channel: text({ enum: channels }).notNull(),
		pace: text({ enum: paces }).notNull(),
		chosenAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [
		primaryKey({ columns: [table.personId, table.family, table.channel] }),
		check('notice_preferences_channel', sql`${table.channel} in ('page', 'mail')`),
		check('notice_preferences_pace', sql`${table.pace} in ('at-once', 'daily', 'weekly', 'none')`),
		check('notice_preferences_page', sql`${table.channel} = 'mail' or ${table.pace} in ('at-once', 'none')`)
	]
);

/** At which hour of which time zone somebody reads what is gathered for them. */
export const noticeClocks = pgTable(
	'notice_clocks',
	{
		personId: uuid()
			.primaryKey()
			.references(() => persons.id, { onDelete: 'cascade' }),
		timeZone: text().notNull(),
		hour: smallint().notNull()
	},
	(table) => [check('notice_clocks_hour', sql`${table.hour} between 0 and 23`)]
);
