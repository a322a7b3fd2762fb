import { sql } from 'drizzle-orm';
import {
	check,
	date,
	doublePrecision,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	timestamp,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { oneOf } from '#platform/one-of.ts';
import { groups } from '../people/groups.tables.ts';
import { organisations, persons } from '../people/people.tables.ts';
import { askable, gatheringAudiences, gatheringKinds, waysToMeet } from './gathering-kinds.ts';

/**
 * A rhythm in which gatherings come back: an RRULE of RFC 5545 from a first local time on, in a time zone. Its gatherings are
 * rows of their own, written ahead until `plannedUntil`.
 */
export const gatheringSeries = pgTable('gathering_series', {
	id: uuid().primaryKey(),
	rule: text().notNull(),
	/** Local date and time of the first one, such as `2026-12-01T18:00`. */
	startsOn: text().notNull(),
	minutes: integer().notNull(),
	timeZone: text().notNull(),
	plannedUntil: date().notNull(),
	endedAt: timestamp({ withTimezone: true }),
	createdAt: timestamp({ withTimezone: true }).notNull().defaultNow()
});

/** A moment at which people of the alliance meet. */
export const gatherings = pgTable(
	'gatherings',
	{
		id: uuid().primaryKey(),
		slug: text().notNull().unique(),
		kind: text({ enum: gatheringKinds }).notNull(),
		title: text().notNull(),
		/** What it is in a sentence. */
		summary: text().notNull(),
		/** The rest, in Markdown. */
		text: text().notNull().default(''),
		way: text({ enum: waysToMeet }).notNull(),
		startsAt: timestamp({ withTimezone: true }).notNull(),
		endsAt: timestamp({ withTimezone: true }).notNull(),
		timeZone: text().notNull().default('Europe/Paris'),
		language: text({ enum: ['fr', 'en'] })
			.notNull()
			.default('fr'),
		/** Who sees it and may register: everybody, allies, or the members of its group. */
		audience: text({ enum: gatheringAudiences }).notNull().default('public'),
		territoryId: text(),
		placeLabel: text(),
		departementCode: text(),
		regionCode: text(),
		latitude: doublePrecision(),
		longitude: doublePrecision(),
		address: text(),
		/** How the venue welcomes people with disabilities. */
		venueAccess: text(),
		/** How to come without a car. */
		travel: text(),
		/** Where one takes part online: told to those who have a seat. */
		link: text(),
		organisationId: uuid().references(() => organisations.id, { onDelete: 'set null' }),
		/** The group whose session it is. */
		groupId: uuid().references(() => groups.id, { onDelete: 'restrict' }),
		/** The person who welcomes people. */
		hostId: uuid().references(() => persons.id, { onDelete: 'set null' }),
		seriesId: uuid().references(() => gatheringSeries.id, { onDelete: 'set null' }),
		/** The local day on which the series put it; it may have moved since. */
		seriesDay: date(),
		/** Until when one registers; null when one just comes. */
		registrationUntil: timestamp({ withTimezone: true }),
		/** Seats; null when there is room for all. */
		capacity: integer(),
		asks: text({ enum: askable })
			.array()
			.notNull()
			.default(sql`'{}'`),
		createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		changedAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [
		index('gatherings_starts').on(table.startsAt, table.id),
		index('gatherings_ends').on(table.endsAt, table.id),
		index('gatherings_under_way').using('gist', sql`tstzrange(${table.startsAt}, ${table.endsAt})`),
		index('gatherings_position').on(table.latitude, table.longitude),
		index('gatherings_kind_starts').on(table.kind, table.startsAt, table.id),
		index('gatherings_host').on(table.hostId),
		index('gatherings_organisation').on(table.organisationId),
		uniqueIndex('gatherings_of_series').on(table.seriesId, table.seriesDay),
		check('gatherings_kind', oneOf(table.kind, gatheringKinds)),
		check('gatherings_way', oneOf(table.way, waysToMeet)),
		index('gatherings_group').on(table.groupId, table.startsAt, table.id),
		check('gatherings_audience', oneOf(table.audience, gatheringAudiences)),
		check('gatherings_inside_a_group', sql`${table.audience} <> 'group' or ${table.groupId} is not null`),
		check('gatherings_end_after_start', sql`${table.endsAt} > ${table.startsAt}`),
		check('gatherings_capacity', sql`${table.capacity} between 1 and 100000`)
	]
);

/** A gathering that will not take place, and why: its page says so. */
export const gatheringCancellations = pgTable(
	'gathering_cancellations',
	{
		gatheringId: uuid()
			.primaryKey()
			.references(() => gatherings.id, { onDelete: 'cascade' }),
		reason: text().notNull(),
		cancelledAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		cancelledBy: uuid().references(() => persons.id, { onDelete: 'set null' })
	},
	(table) => [index('gathering_cancellations_by').on(table.cancelledBy)]
);

/** Which organisations took part in a gathering. */
export const participations = pgTable(
	'participations',
	{
		gatheringId: uuid()
			.notNull()
			.references(() => gatherings.id, { onDelete: 'cascade' }),
		organisationId: uuid()
			.notNull()
			.references(() => organisations.id, { onDelete: 'cascade' })
	},
	(table) => [
		primaryKey({ columns: [table.gatheringId, table.organisationId] }),
		index('participations_organisation').on(table.organisationId)
	]
);
