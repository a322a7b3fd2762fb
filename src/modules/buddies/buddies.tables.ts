import { sql } from 'drizzle-orm';
import {
	check,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	timestamp,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { groups } from '../people/groups.tables.ts';
import { persons } from '../people/people.tables.ts';
import { buddyEndings, buddySides, howItGoes } from './buddy-names.ts';

const nowhere = sql`'00000000-0000-0000-0000-000000000000'::uuid`;

/** Somebody is ready to go along with newcomers, or asks for somebody to go along with; in a group, or in the alliance as a whole. */
export const buddyOffers = pgTable(
	'buddy_offers',
	{
		id: uuid().primaryKey(),
		personId: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' }),
		/** Null for the alliance as a whole. */
		groupId: uuid().references(() => groups.id, { onDelete: 'cascade' }),
		side: text({ enum: buddySides }).notNull(),
		/** What a newcomer asks for, or what a veteran says of themselves. */
		purpose: text(),
		languages: text().array().notNull(),
		/** With how many newcomers at once; one for who asks. */
		atOnce: integer().notNull().default(1),
		offeredAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		endedAt: timestamp({ withTimezone: true })
	},
	(table) => [
		uniqueIndex('buddy_offers_once')
			.on(table.personId, sql`coalesce(${table.groupId}, ${nowhere})`)
			.where(sql`${table.endedAt} is null`),
		index('buddy_offers_open')
			.on(table.groupId, table.side)
			.where(sql`${table.endedAt} is null`),
		check('buddy_offers_side', sql`${table.side} in ('veteran', 'newcomer')`),
		check('buddy_offers_languages', sql`cardinality(${table.languages}) between 1 and 12`),
		check('buddy_offers_at_once', sql`${table.atOnce} between 1 and 5`),
		check('buddy_offers_newcomer', sql`${table.side} = 'veteran' or ${table.atOnce} = 1`)
	]
);

/** A veteran and a newcomer who are proposed to each other, once; they go along together when both agreed. */
export const buddyPairs = pgTable(
	'buddy_pairs',
	{
		id: uuid().primaryKey(),
		groupId: uuid().references(() => groups.id, { onDelete: 'cascade' }),
		veteranId: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' }),
		newcomerId: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' }),
		/** What the newcomer asked for. */
		purpose: text(),
		languages: text().array().notNull(),
		proposedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		veteranAgreedAt: timestamp({ withTimezone: true }),
		newcomerAgreedAt: timestamp({ withTimezone: true }),
		/** When both were asked how it goes. */
		askedAt: timestamp({ withTimezone: true }),
		endedAt: timestamp({ withTimezone: true }),
		ending: text({ enum: buddyEndings }),
		/** A word for the other, at the end. */
		word: text(),
		wordBy: uuid().references(() => persons.id, { onDelete: 'set null' })
	},
	(table) => [
		uniqueIndex('buddy_pairs_once').on(
			sql`least(${table.veteranId}, ${table.newcomerId})`,
			sql`greatest(${table.veteranId}, ${table.newcomerId})`
		),
		uniqueIndex('buddy_pairs_one_at_a_time')
			.on(table.newcomerId, sql`coalesce(${table.groupId}, ${nowhere})`)
			.where(sql`${table.endedAt} is null`),
		index('buddy_pairs_veteran').on(table.veteranId),
		index('buddy_pairs_newcomer').on(table.newcomerId),
		index('buddy_pairs_group').on(table.groupId),
		index('buddy_pairs_word_by').on(table.wordBy),
		check('buddy_pairs_two', sql`${table.veteranId} <> ${table.newcomerId}`),
		check('buddy_pairs_ending', sql`(${table.endedAt} is null) = (${table.ending} is null)`)
	]
);

/** How it goes, as one of the two says a month later; the latest answer stands. */
export const buddyAnswers = pgTable(
	'buddy_answers',
	{
		pairId: uuid()
			.notNull()
			.references(() => buddyPairs.id, { onDelete: 'cascade' }),
		personId: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' }),
		answer: text({ enum: howItGoes }).notNull(),
		saidAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [
		primaryKey({ columns: [table.pairId, table.personId] }),
		index('buddy_answers_person').on(table.personId),
		check('buddy_answers_answer', sql`${table.answer} in ('well', 'slowly', 'not-yet')`)
	]
);
