import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	timestamp,
	unique,
	uuid
} from 'drizzle-orm/pg-core';
import type { OpinionMap } from './opinions/opinion-map.ts';
import { roomActivities, roomSeats } from './room.tables.ts';

const activity = () =>
	uuid()
		.notNull()
		.references(() => roomActivities.id, { onDelete: 'cascade' });
/** Of what is anonymous there is none. */
const seat = () => text().references(() => roomSeats.key, { onDelete: 'set null' });

/**
 * What was answered. `author` is made from a token and the activity, so that one person has one answer, while answers to two activities,
 * or an answer and a name, cannot be put together without the token, which only the phone has. No time is kept.
 */
export const roomAnswers = pgTable(
	'room_answers',
	{
		activityId: activity(),
		author: text().notNull(),
		/** Which of the answers to an activity: a word among three, the contribution that is supported. */
		slot: text().notNull(),
		value: jsonb().notNull(),
		seat: seat()
	},
	(table) => [
		primaryKey({ columns: [table.activityId, table.author, table.slot] }),
		index('room_answers_seat').on(table.seat)
	]
);

/** The sums of all answers, kept with each of them: results are read from here, whatever the number of answers. */
export const roomTallies = pgTable(
	'room_tallies',
	{ activityId: activity(), key: text().notNull(), weight: integer().notNull() },
	(table) => [primaryKey({ columns: [table.activityId, table.key] })]
);

/** What somebody wrote for others to read. */
export const roomContributions = pgTable(
	'room_contributions',
	{
		id: uuid().primaryKey(),
		activityId: activity(),
		author: text().notNull(),
		/** The phone's own name for it: sent twice, it is written once. */
		key: text().notNull(),
		/** The order of arrival; of those that are written down at once, a drawn order. */
		number: integer().notNull(),
		text: text().notNull(),
		/** Under which hat, after which round of pairs. */
		step: integer().notNull().default(0),
		seat: seat(),
		state: text({ enum: ['waiting', 'shown', 'hidden'] }).notNull(),
		mergedInto: uuid(),
		answeredAt: timestamp({ withTimezone: true }),
		keptAt: timestamp({ withTimezone: true }),
		/** Whether a host quotes it on the page of the session. */
		isQuoted: boolean().notNull().default(false)
	},
	(table) => [
		index('room_contributions_activity').on(table.activityId, table.number),
		unique('room_contributions_key').on(table.activityId, table.author, table.key),
		index('room_contributions_seat').on(table.seat),
		check('room_contributions_state', sql`${table.state} in ('waiting', 'shown', 'hidden')`)
	]
);

/** Words of a cloud that a host hid, or took together with another. */
export const roomWords = pgTable(
	'room_words',
	{
		activityId: activity(),
		word: text().notNull(),
		/** Null: hidden. */
		mergedInto: text()
	},
	(table) => [primaryKey({ columns: [table.activityId, table.word] })]
);

/** The opinion groups of an activity of statements, as they were found last. */
export const roomOpinions = pgTable('room_opinions', {
	activityId: activity().primaryKey(),
	map: jsonb().$type<OpinionMap>().notNull(),
	foundAt: timestamp({ withTimezone: true }).notNull().defaultNow()
});

/** Who talks with whom in a round of pairs, and at which table. Pairs know each other: this activity is never anonymous. */
export const roomPairs = pgTable(
	'room_pairs',
	{
		activityId: activity(),
		round: integer().notNull(),
		table: integer().notNull(),
		author: text().notNull()
	},
	(table) => [primaryKey({ columns: [table.activityId, table.round, table.author] })]
);

/** What a host says came of one of the six hats. */
export const roomSyntheses = pgTable(
	'room_syntheses',
	{ activityId: activity(), hat: text().notNull(), text: text().notNull() },
	(table) => [primaryKey({ columns: [table.activityId, table.hat] })]
);
