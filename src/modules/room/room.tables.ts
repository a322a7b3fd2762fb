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
