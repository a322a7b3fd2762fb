import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	index,
	integer,
	pgTable,
	text,
	timestamp,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { organisations, persons } from '../people/people.tables.ts';
import { charterVersions } from './charter.tables.ts';

/**
 * One row is one signature that stands; withdrawing moves it to `charter_withdrawals`. A person signs each version once
 * in their own name; an organisation once, through a person who declares a mandate. `name` is what the register shows
 * and searches: the organisation's or the person's.
 */
export const charterSignatures = pgTable(
	'charter_signatures',
	{
		id: uuid().primaryKey(),
		version: integer()
			.notNull()
			.references(() => charterVersions.number),
		personId: uuid().references(() => persons.id, { onDelete: 'set null' }),
		organisationId: uuid().references(() => organisations.id, { onDelete: 'cascade' }),
		name: text().notNull(),
		/** The words of the name, plain and each after a space: what a search reads. */
		searchWords: text().generatedAlwaysAs(
			sql`' ' || regexp_replace(search_key(name), '[^[:alnum:]]+', ' ', 'g')`
		),
		/** In which quality the person signs for the organisation, in their own words. */
		mandate: text(),
		reservation: text(),
		/** Whether the register names the person; an organisation that signs is always named. */
		isNamePublic: boolean().notNull(),
		signedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		/** When the same signatory signed a later version; null while they are still awaited. */
		renewedAt: timestamp({ withTimezone: true })
	},
	(table) => [
		uniqueIndex('charter_signatures_person')
			.on(table.personId, table.version)
			.where(sql`${table.organisationId} is null`),
		uniqueIndex('charter_signatures_organisation')
			.on(table.organisationId, table.version)
			.where(sql`${table.organisationId} is not null`),
		index('charter_signatures_mandatary').on(table.personId),
		index('charter_signatures_register')
			.on(table.version, table.signedAt.desc().nullsFirst(), table.id.desc().nullsFirst())
			.where(sql`${table.organisationId} is not null or ${table.isNamePublic}`),
		index('charter_signatures_register_organisations')
			.on(table.version, table.signedAt.desc().nullsFirst(), table.id.desc().nullsFirst())
			.where(sql`${table.organisationId} is not null`),
		index('charter_signatures_register_persons')
			.on(table.version, table.signedAt.desc().nullsFirst(), table.id.desc().nullsFirst())
			.where(sql`${table.organisationId} is null and ${table.isNamePublic}`),
		index('charter_signatures_register_awaited')
			.on(table.version, table.signedAt.desc().nullsFirst(), table.id.desc().nullsFirst())
			.where(
				sql`(${table.organisationId} is not null or ${table.isNamePublic}) and ${table.renewedAt} is null`
			),
		index('charter_signatures_search')
			.using('gin', table.searchWords.op('gin_trgm_ops'))
			.where(sql`${table.organisationId} is not null or ${table.isNamePublic}`),
		check(
			'charter_signatures_signatory',
			sql`${table.organisationId} is not null or ${table.personId} is not null`
		),
		check('charter_signatures_mandate', sql`(${table.organisationId} is null) = (${table.mandate} is null)`)
	]
);

/** How many signatures each version has: kept by triggers on the signatures, since counting a million is slow. */
export const charterCounts = pgTable('charter_counts', {
	version: integer()
		.primaryKey()
		.references(() => charterVersions.number, { onDelete: 'cascade' }),
	persons: integer().notNull().default(0),
	organisations: integer().notNull().default(0),
	/** Of the persons, how many keep their name to themselves. */
	privatePersons: integer().notNull().default(0),
	/** Of both, how many have not signed a later version. */
	awaited: integer().notNull().default(0)
});

/** A signature that was withdrawn. Without its person it still says that someone withdrew. */
export const charterWithdrawals = pgTable(
	'charter_withdrawals',
	{
		id: uuid().primaryKey(),
		version: integer()
			.notNull()
			.references(() => charterVersions.number),
		personId: uuid().references(() => persons.id, { onDelete: 'set null' }),
		organisationId: uuid().references(() => organisations.id, { onDelete: 'cascade' }),
		signedAt: timestamp({ withTimezone: true }).notNull(),
		withdrawnAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		withdrawnBy: uuid().references(() => persons.id, { onDelete: 'set null' }),
		reason: text()
	},
	(table) => [
		index('charter_withdrawals_person').on(table.personId),
		index('charter_withdrawals_by').on(table.withdrawnBy)
	]
);
