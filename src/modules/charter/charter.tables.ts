import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	date,
	foreignKey,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	timestamp,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { organisations, persons } from '../people/people.tables.ts';

/**
 * A version of the charter, from draft to the text in force. Each step is a moment and who took it. The version in
 * force is the one with the greatest `inForceAt`; at most one version is being drafted.
 */
export const charterVersions = pgTable(
	'charter_versions',
	{
		number: integer().primaryKey(),
		draftedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		draftedBy: uuid().references(() => persons.id, { onDelete: 'set null' }),
		closedAt: timestamp({ withTimezone: true }),
		closedBy: uuid().references(() => persons.id, { onDelete: 'set null' }),
		validatedOn: date(),
		validatedByMeeting: text(),
		validationRecordedBy: uuid().references(() => persons.id, { onDelete: 'set null' }),
		inForceAt: timestamp({ withTimezone: true }),
		putInForceBy: uuid().references(() => persons.id, { onDelete: 'set null' }),
		/** Last day on which signatories of the former version are asked to sign this one. */
		renewUntil: date()
	},
	(table) => [
		uniqueIndex('charter_versions_one_draft').on(sql`(1)`).where(sql`${table.inForceAt} is null`),
		check('charter_validated_once_closed', sql`${table.validatedOn} is null or ${table.closedAt} is not null`),
		check('charter_in_force_once_validated', sql`${table.inForceAt} is null or ${table.validatedOn} is not null`),
		check(
			'charter_validation_names_its_meeting',
			sql`(${table.validatedOn} is null) = (${table.validatedByMeeting} is null)`
		)
	]
);

/** An article of a version: a number and a title. */
export const charterArticles = pgTable(
	'charter_articles',
	{
		version: integer()
			.notNull()
			.references(() => charterVersions.number, { onDelete: 'cascade' }),
		number: integer().notNull(),
		title: text().notNull()
	},
	(table) => [
		primaryKey({ columns: [table.version, table.number] }),
		check('charter_articles_number', sql`${table.number} > 0`)
	]
);

/** A numbered paragraph (Markdown): paragraph 2 of article 3 is 3.2. It knows the paragraph of the former version that it revises. */
export const charterParagraphs = pgTable(
	'charter_paragraphs',
	{
		id: uuid().primaryKey(),
		version: integer().notNull(),
		article: integer().notNull(),
		number: integer().notNull(),
		text: text().notNull(),
		revises: uuid()
	},
	(table) => [
		uniqueIndex('charter_paragraphs_place').on(table.version, table.article, table.number),
		foreignKey({
			columns: [table.version, table.article],
			foreignColumns: [charterArticles.version, charterArticles.number]
		}).onDelete('cascade'),
		foreignKey({ columns: [table.revises], foreignColumns: [table.id] }).onDelete('set null'),
		check('charter_paragraphs_number', sql`${table.number} > 0`)
	]
);

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
		/** In which quality the person signs for the organisation, in their own words. */
		mandate: text(),
		reservation: text(),
		/** Whether the register names the person; an organisation that signs is always named. */
		isNamePublic: boolean().notNull(),
		signedAt: timestamp({ withTimezone: true }).notNull().defaultNow()
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
		index('charter_signatures_search').using('gin', sql`search_key(${table.name}) gin_trgm_ops`),
		check(
			'charter_signatures_signatory',
			sql`${table.organisationId} is not null or ${table.personId} is not null`
		),
		check('charter_signatures_mandate', sql`(${table.organisationId} is null) = (${table.mandate} is null)`)
	]
);

/** How many signatures each version has: kept by a trigger on the signatures, since counting a million is slow. */
export const charterCounts = pgTable('charter_counts', {
	version: integer()
		.primaryKey()
		.references(() => charterVersions.number, { onDelete: 'cascade' }),
	persons: integer().notNull().default(0),
	organisations: integer().notNull().default(0)
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

/** What a person says of a paragraph of the draft. */
export const charterComments = pgTable(
	'charter_comments',
	{
		id: uuid().primaryKey(),
		paragraphId: uuid()
			.notNull()
			.references(() => charterParagraphs.id, { onDelete: 'cascade' }),
		personId: uuid().references(() => persons.id, { onDelete: 'set null' }),
		text: text().notNull(),
		writtenAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [
		index('charter_comments_paragraph').on(table.paragraphId, table.id),
		index('charter_comments_person').on(table.personId)
	]
);

/** Another wording proposed for a paragraph of the draft, its reason, and what became of it. */
export const charterAmendments = pgTable(
	'charter_amendments',
	{
		id: uuid().primaryKey(),
		paragraphId: uuid()
			.notNull()
			.references(() => charterParagraphs.id, { onDelete: 'cascade' }),
		personId: uuid().references(() => persons.id, { onDelete: 'set null' }),
		text: text().notNull(),
		reason: text().notNull(),
		proposedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		outcome: text({ enum: ['adopted', 'declined'] }),
		answer: text(),
		answeredAt: timestamp({ withTimezone: true }),
		answeredBy: uuid().references(() => persons.id, { onDelete: 'set null' })
	},
	(table) => [
		index('charter_amendments_paragraph').on(table.paragraphId, table.id),
		index('charter_amendments_person').on(table.personId),
		check('charter_amendments_outcome', sql`${table.outcome} in ('adopted', 'declined')`),
		check('charter_amendments_answered', sql`(${table.outcome} is null) = (${table.answeredAt} is null)`)
	]
);

/** One person supports one amendment once. */
export const charterAmendmentSupports = pgTable(
	'charter_amendment_supports',
	{
		amendmentId: uuid()
			.notNull()
			.references(() => charterAmendments.id, { onDelete: 'cascade' }),
		personId: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' }),
		supportedAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [
		primaryKey({ columns: [table.amendmentId, table.personId] }),
		index('charter_supports_person').on(table.personId)
	]
);
