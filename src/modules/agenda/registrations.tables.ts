import { sql } from 'drizzle-orm';
import {
	bigserial,
	check,
	index,
	pgTable,
	primaryKey,
	text,
	timestamp,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { organisations, persons } from '../people/people.tables.ts';
import { gatherings } from './agenda.tables.ts';
import { families } from './families.ts';

/**
 * Somebody who wishes to take part, in order of arrival: seated, or waiting, perhaps with a seat that is held for them until
 * they confirm it. Leaving keeps the row, so that the order of the others stays true.
 */
export const registrations = pgTable(
	'gathering_registrations',
	{
		id: uuid().primaryKey(),
		gatheringId: uuid()
			.notNull()
			.references(() => gatherings.id, { onDelete: 'cascade' }),
		/** Who registered. */
		personId: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' }),
		/** Somebody else of the same organisation, whom that person registers. */
		guestName: text(),
		organisationId: uuid().references(() => organisations.id, { onDelete: 'set null' }),
		/** Of a delegation: to which of the four families they belong. */
		family: text({ enum: families }),
		expectations: text(),
		diet: text(),
		access: text(),
		arrival: bigserial({ mode: 'number' }).notNull(),
		registeredAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		seatedAt: timestamp({ withTimezone: true }),
		offerUntil: timestamp({ withTimezone: true }),
		leftAt: timestamp({ withTimezone: true }),
		remindedAt: timestamp({ withTimezone: true })
	},
	(table) => [
		uniqueIndex('gathering_registrations_once')
			.on(table.gatheringId, table.personId)
			.where(sql`${table.leftAt} is null and ${table.guestName} is null`),
		index('gathering_registrations_in_order')
			.on(table.gatheringId, table.arrival)
			.where(sql`${table.leftAt} is null`),
		index('gathering_registrations_person').on(table.personId),
		index('gathering_registrations_organisation').on(table.organisationId),
		index('gathering_registrations_offers')
			.on(table.offerUntil)
			.where(sql`${table.offerUntil} is not null`),
		check('gathering_registrations_seat', sql`${table.seatedAt} is null or ${table.offerUntil} is null`)
	]
);

/** Who was there, as the organiser noted it: evidence for the circles, and for a certificate. */
export const attendances = pgTable(
	'gathering_attendances',
	{
		id: uuid().primaryKey(),
		gatheringId: uuid()
			.notNull()
			.references(() => gatherings.id, { onDelete: 'cascade' }),
		registrationId: uuid().references(() => registrations.id, { onDelete: 'cascade' }),
		personId: uuid().references(() => persons.id, { onDelete: 'cascade' }),
		organisationId: uuid().references(() => organisations.id, { onDelete: 'set null' }),
		/** The name of somebody who came without an account. */
		name: text(),
		notedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		notedBy: uuid().references(() => persons.id, { onDelete: 'set null' })
	},
	(table) => [
		uniqueIndex('gathering_attendances_registration').on(table.registrationId),
		uniqueIndex('gathering_attendances_person').on(table.gatheringId, table.personId),
		index('gathering_attendances_by_person').on(table.personId),
		index('gathering_attendances_organisation').on(table.organisationId),
		index('gathering_attendances_noted_by').on(table.notedBy),
		check('gathering_attendances_subject', sql`num_nonnulls(${table.personId}, ${table.name}) = 1`)
	]
);

/** What somebody brings to an open hour: a subject or a project, in the order in which they came. */
export const slots = pgTable(
	'gathering_slots',
	{
		id: uuid().primaryKey(),
		gatheringId: uuid()
			.notNull()
			.references(() => gatherings.id, { onDelete: 'cascade' }),
		personId: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' }),
		subject: text().notNull(),
		text: text(),
		arrival: bigserial({ mode: 'number' }).notNull(),
		broughtAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [
		uniqueIndex('gathering_slots_once').on(table.gatheringId, table.personId),
		index('gathering_slots_person').on(table.personId)
	]
);

/** What remains of a gathering: notes and a recording, read by those who may see it. */
export const gatheringTraces = pgTable(
	'gathering_traces',
	{
		gatheringId: uuid()
			.primaryKey()
			.references(() => gatherings.id, { onDelete: 'cascade' }),
		recording: text(),
		writtenAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		writtenBy: uuid().references(() => persons.id, { onDelete: 'set null' })
	},
	(table) => [index('gathering_traces_by').on(table.writtenBy)]
);

/** What somebody takes away from a gathering: three words, and one question that stays. */
export const takeaways = pgTable(
	'gathering_takeaways',
	{
		gatheringId: uuid()
			.notNull()
			.references(() => gatherings.id, { onDelete: 'cascade' }),
		personId: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' }),
		words: text().array().notNull(),
		question: text(),
		toldAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [
		primaryKey({ columns: [table.gatheringId, table.personId] }),
		index('gathering_takeaways_person').on(table.personId),
		check('gathering_takeaways_words', sql`cardinality(${table.words}) between 1 and 3`)
	]
);

/** The address by which a person's calendar follows their gatherings; only its digest is kept, and it can be revoked. */
export const calendarFeeds = pgTable(
	'calendar_feeds',
	{
		personId: uuid()
			.primaryKey()
			.references(() => persons.id, { onDelete: 'cascade' }),
		digest: text().notNull(),
		createdAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [uniqueIndex('calendar_feeds_digest').on(table.digest)]
);
