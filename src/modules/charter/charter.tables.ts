import { sql } from 'drizzle-orm';
import {
	check,
	date,
	foreignKey,
	integer,
	pgTable,
	primaryKey,
	text,
	timestamp,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { persons } from '../people/people.tables.ts';

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
		uniqueIndex('charter_versions_one_draft')
			.on(sql`(1)`)
			.where(sql`${table.inForceAt} is null`),
		check(
			'charter_validated_once_closed',
			sql`${table.validatedOn} is null or ${table.closedAt} is not null`
		),
		check(
			'charter_in_force_once_validated',
			sql`${table.inForceAt} is null or ${table.validatedOn} is not null`
		),
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
		})
			.onDelete('cascade')
			.onUpdate('cascade'),
		foreignKey({ columns: [table.revises], foreignColumns: [table.id] }).onDelete('set null'),
		check('charter_paragraphs_number', sql`${table.number} > 0`)
	]
);
