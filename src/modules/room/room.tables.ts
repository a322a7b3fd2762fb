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
import { persons } from '../people/people.tables.ts';

/** A room that people enter by its code, from where they sit. Until it is started for real, everything in it is a rehearsal. */
export const rooms = pgTable(
	'rooms',
	{
		id: uuid().primaryKey(),
		code: text().notNull().unique(),
		title: text().notNull(),
		about: text().notNull().default(''),
		/** The session of an assembly that takes place in it. */
		sessionId: uuid(),
		needsAccount: boolean().notNull().default(false),
		/** Whether what people write waits for a host before it is shown. */
		showsAfterReading: boolean().notNull().default(false),
		/** Words of which each makes a contribution wait for a host, one a line. */
		refusedWords: text().notNull().default(''),
		currentActivityId: uuid(),
		createdBy: uuid().references(() => persons.id, { onDelete: 'set null' }),
		createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		startedAt: timestamp({ withTimezone: true }),
		pausedAt: timestamp({ withTimezone: true }),
		closedAt: timestamp({ withTimezone: true })
	},
	(table) => [
		index('rooms_session').on(table.sessionId),
		index('rooms_created_by').on(table.createdBy),
		check('rooms_code', sql`${table.code} ~ '^[0-9]{6}$'`)
	]
);

const room = () =>
	uuid()
		.notNull()
		.references(() => rooms.id, { onDelete: 'cascade' });

/** Who leads a room; several may, at once. */
export const roomHosts = pgTable(
	'room_hosts',
	{
		roomId: room(),
		personId: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' })
	},
	(table) => [
		primaryKey({ columns: [table.roomId, table.personId] }),
		index('room_hosts_person').on(table.personId)
	]
);

/** Who took a token at the door of a room that needs an account: once each, and nothing says which token. */
export const roomAdmissions = pgTable(
	'room_admissions',
	{
		roomId: room(),
		personId: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' })
	},
	(table) => [
		primaryKey({ columns: [table.roomId, table.personId] }),
		index('room_admissions_person').on(table.personId)
	]
);

/** The name that somebody gave in a room, for what is not anonymous. The key is made from a token that is not stored. */
export const roomSeats = pgTable(
	'room_seats',
	{
		key: text().primaryKey(),
		roomId: room(),
		name: text().notNull(),
		personId: uuid().references(() => persons.id, { onDelete: 'set null' })
	},
	(table) => [index('room_seats_room').on(table.roomId), index('room_seats_person').on(table.personId)]
);

/** What a room does together, in the order prepared. */
export const roomActivities = pgTable(
	'room_activities',
	{
		id: uuid().primaryKey(),
		roomId: room(),
		position: integer().notNull(),
		kind: text().notNull(),
		title: text().notNull(),
		about: text().notNull().default(''),
		/** What the kind needs to know: see `kinds/`. */
		settings: jsonb().notNull(),
		isAnonymous: boolean().notNull().default(true),
		openedAt: timestamp({ withTimezone: true }),
		closedAt: timestamp({ withTimezone: true }),
		resultsShownAt: timestamp({ withTimezone: true }),
		/** Of what goes step by step (hats, pairs): where it is, and until when. */
		step: integer().notNull().default(0),
		stepEndsAt: timestamp({ withTimezone: true })
	},
	(table) => [index('room_activities_room').on(table.roomId, table.position)]
);

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
		keptAt: timestamp({ withTimezone: true })
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

/** What hosts did: the journal of a room, and how each act is undone. */
export const roomActs = pgTable(
	'room_acts',
	{
		id: uuid().primaryKey(),
		roomId: room(),
		what: text().notNull(),
		/** What it was about, in words. */
		about: text().notNull().default(''),
		by: uuid().references(() => persons.id, { onDelete: 'set null' }),
		at: timestamp({ withTimezone: true }).notNull().defaultNow(),
		/** The rows as they were before. */
		before: jsonb().notNull(),
		undoneAt: timestamp({ withTimezone: true })
	},
	(table) => [index('room_acts_room').on(table.roomId, table.id), index('room_acts_by').on(table.by)]
);
