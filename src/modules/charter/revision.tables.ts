import { sql } from 'drizzle-orm';
import { check, index, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { persons } from '../people/people.tables.ts';
import { charterParagraphs } from './charter.tables.ts';

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
		/** The wording that the proposal replaces, as its author read it. */
		original: text().notNull(),
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
