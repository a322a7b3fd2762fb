import { sql } from 'drizzle-orm';
import {
	check,
	date,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	timestamp,
	unique,
	uuid,
	type AnyPgColumn
} from 'drizzle-orm/pg-core';
import { oneOf } from '#platform/one-of.ts';
import { persons } from '../people/people.tables.ts';
import { formats, type Programme } from './programme.ts';

/** One assembly: a few days in one place. Its sessions are a draft; people read the version that was published last. */
export const editions = pgTable(
	'assembly_editions',
	{
		id: uuid().primaryKey(),
		slug: text().notNull().unique(),
		title: text().notNull(),
		about: text().notNull().default(''),
		startsOn: date().notNull(),
		endsOn: date().notNull(),
		place: text().notNull().default(''),
		timeZone: text().notNull().default('Europe/Paris'),
		/** The address in the agenda where one registers. */
		gatheringSlug: text(),
		createdBy: uuid().references(() => persons.id, { onDelete: 'set null' }),
		createdAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [
		index('assembly_editions_created_by').on(table.createdBy),
		check('assembly_editions_days', sql`${table.endsOn} >= ${table.startsOn}`)
	]
);

const edition = () =>
	uuid()
		.notNull()
		.references(() => editions.id, { onDelete: 'cascade' });

/** What a day of an assembly is about. */
export const editionDays = pgTable(
	'assembly_days',
	{ editionId: edition(), day: date().notNull(), theme: text().notNull() },
	(table) => [primaryKey({ columns: [table.editionId, table.day] })]
);

/** What takes place at an assembly: alone, or as a workshop of a slot in which several take place at once. */
export const sessions = pgTable(
	'assembly_sessions',
	{
		id: uuid().primaryKey(),
		editionId: edition(),
		slug: text().notNull(),
		/** The slot of a workshop. */
		slotId: uuid().references((): AnyPgColumn => sessions.id, { onDelete: 'cascade' }),
		day: date().notNull(),
		/** The order of those whose hour is not known. */
		position: integer().notNull(),
		/** Local time, `HH:MM`; null while it is not known. */
		starts: text(),
		minutes: integer(),
		space: text(),
		format: text({ enum: formats }).notNull(),
		title: text().notNull(),
		abstract: text().notNull().default(''),
		language: text({ enum: ['fr', 'en'] })
			.notNull()
			.default('fr'),
		video: text(),
		/** How many there is room for, of a workshop that one chooses. */
		capacity: integer()
	},
	(table) => [
		unique('assembly_sessions_slug').on(table.editionId, table.slug),
		index('assembly_sessions_slot').on(table.slotId),
		check('assembly_sessions_starts', sql`${table.starts} ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'`),
		check('assembly_sessions_minutes', sql`${table.minutes} between 1 and 1440`),
		check('assembly_sessions_capacity', sql`${table.capacity} > 0`),
		check('assembly_sessions_format', oneOf(table.format, formats))
	]
);

const session = () =>
	uuid()
		.notNull()
		.references(() => sessions.id, { onDelete: 'cascade' });

/** Who speaks or hosts at a session, with the role that they had that day. */
export const sessionPeople = pgTable(
	'assembly_session_people',
	{
		sessionId: session(),
		position: integer().notNull(),
		part: text({ enum: ['speaker', 'host'] }).notNull(),
		name: text().notNull(),
		role: text().notNull().default('')
	},
	(table) => [primaryKey({ columns: [table.sessionId, table.position] })]
);

/** What a session leaves to read. */
export const sessionResources = pgTable(
	'assembly_session_resources',
	{ sessionId: session(), position: integer().notNull(), title: text().notNull(), url: text().notNull() },
	(table) => [
		primaryKey({ columns: [table.sessionId, table.position] }),
		check('assembly_session_resources_url', sql`${table.url} ~ '^https://'`)
	]
);

/** A programme as it was published: what people read, and what later ones are compared with. */
export const programmeVersions = pgTable(
	'assembly_versions',
	{
		editionId: edition(),
		number: integer().notNull(),
		programme: jsonb().$type<Programme>().notNull(),
		note: text().notNull().default(''),
		publishedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		publishedBy: uuid().references(() => persons.id, { onDelete: 'set null' })
	},
	(table) => [
		primaryKey({ columns: [table.editionId, table.number] }),
		index('assembly_versions_by').on(table.publishedBy)
	]
);

/** Which workshop of a slot somebody would like, first choice first; and which one they were given. */
export const workshopWishes = pgTable(
	'assembly_workshop_wishes',
	{
		workshopId: session(),
		personId: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' }),
		rank: integer().notNull()
	},
	(table) => [
		primaryKey({ columns: [table.workshopId, table.personId] }),
		index('assembly_workshop_wishes_person').on(table.personId)
	]
);

/** Where somebody has a seat, once the seats of a slot were given out. */
export const workshopSeats = pgTable(
	'assembly_workshop_seats',
	{
		slotId: session(),
		personId: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' }),
		/** Null: every workshop that they wished for was full. */
		workshopId: uuid().references(() => sessions.id, { onDelete: 'cascade' }),
		rank: integer()
	},
	(table) => [
		primaryKey({ columns: [table.slotId, table.personId] }),
		index('assembly_workshop_seats_person').on(table.personId),
		index('assembly_workshop_seats_workshop').on(table.workshopId)
	]
);
