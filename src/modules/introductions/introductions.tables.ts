import { sql } from 'drizzle-orm';
import { check, index, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { organisations, persons } from '../people/people.tables.ts';
import { needs } from './needs.tables.ts';
import { outcomes } from './outcome-names.ts';
import { sides } from './sides.ts';

/**
 * Two allies who may be put in touch: the side that needs, and the side that could help. It waits until both have agreed
 * (`agreed_at`) or it has ended: declined, withdrawn, or without an answer when it expires.
 */
export const introductions = pgTable(
	'introductions',
	{
		id: uuid().primaryKey(),
		/** Null when a facilitator puts two allies in touch without a need that was written. */
		needId: uuid().references(() => needs.id, { onDelete: 'cascade' }),
		askerOrganisationId: uuid().references(() => organisations.id, { onDelete: 'cascade' }),
		askerPersonId: uuid().references(() => persons.id, { onDelete: 'cascade' }),
		helperOrganisationId: uuid().references(() => organisations.id, { onDelete: 'cascade' }),
		helperPersonId: uuid().references(() => persons.id, { onDelete: 'cascade' }),
		/** Which side, or who between them, had the idea. */
		proposedAs: text({ enum: ['asker', 'helper', 'facilitator'] }).notNull(),
		proposedBy: uuid().references(() => persons.id, { onDelete: 'set null' }),
		proposedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		expiresAt: timestamp({ withTimezone: true }).notNull(),
		/** What is said to whoever has to answer. */
		word: text().notNull(),
		agreedAt: timestamp({ withTimezone: true }),
		endedAt: timestamp({ withTimezone: true }),
		ending: text({ enum: ['declined', 'withdrawn', 'expired'] }),
		/** When both were asked what came of it. */
		outcomeAskedAt: timestamp({ withTimezone: true })
	},
	(table) => [
		uniqueIndex('introductions_of_need_and_organisation')
			.on(table.needId, table.helperOrganisationId)
			.where(sql`${table.helperOrganisationId} is not null`),
		uniqueIndex('introductions_of_need_and_person')
			.on(table.needId, table.helperPersonId)
			.where(sql`${table.helperPersonId} is not null`),
		/** Without a need, two allies are put in touch once at a time. */
		uniqueIndex('introductions_of_two_allies')
			.on(
				sql`coalesce(${table.askerOrganisationId}, ${table.askerPersonId})`,
				sql`coalesce(${table.helperOrganisationId}, ${table.helperPersonId})`
			)
			.where(sql`${table.needId} is null and ${table.endedAt} is null`),
		index('introductions_asker_organisation').on(table.askerOrganisationId),
		index('introductions_asker_person').on(table.askerPersonId),
		index('introductions_helper_organisation').on(table.helperOrganisationId, table.proposedAt),
		index('introductions_helper_person').on(table.helperPersonId, table.proposedAt),
		index('introductions_proposed_by').on(table.proposedBy),
		index('introductions_waiting')
			.on(table.expiresAt)
			.where(sql`${table.agreedAt} is null and ${table.endedAt} is null`),
		index('introductions_to_follow_up')
			.on(table.agreedAt)
			.where(sql`${table.agreedAt} is not null and ${table.outcomeAskedAt} is null`),
		check('introductions_asker', sql`num_nonnulls(${table.askerOrganisationId}, ${table.askerPersonId}) = 1`),
		check(
			'introductions_helper',
			sql`num_nonnulls(${table.helperOrganisationId}, ${table.helperPersonId}) = 1`
		),
		check(
			'introductions_two_sides',
			sql`${table.askerOrganisationId} is distinct from ${table.helperOrganisationId}
				or ${table.askerPersonId} is distinct from ${table.helperPersonId}`
		),
		check('introductions_one_end', sql`num_nonnulls(${table.agreedAt}, ${table.endedAt}) <= 1`),
		check('introductions_ending', sql`(${table.ending} is null) = (${table.endedAt} is null)`),
		check('introductions_endings', sql`${table.ending} in ('declined', 'withdrawn', 'expired')`),
		check('introductions_proposed_as', sql`${table.proposedAs} in ('asker', 'helper', 'facilitator')`)
	]
);

/** What a side answered, once: who said it, when and, when they agreed, how the other side may reach them. */
export const answers = pgTable(
	'introduction_answers',
	{
		introductionId: uuid()
			.notNull()
			.references(() => introductions.id, { onDelete: 'cascade' }),
		side: text({ enum: sides }).notNull(),
		answer: text({ enum: ['agreed', 'declined'] }).notNull(),
		answeredBy: uuid().references(() => persons.id, { onDelete: 'set null' }),
		answeredAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		contactName: text(),
		contactEmail: text(),
		contactPhone: text(),
		/** What opens the page that asks this side what came of it, without signing in: only its hash is kept. */
		outcomeKeyHash: text()
	},
	(table) => [
		primaryKey({ columns: [table.introductionId, table.side] }),
		index('introduction_answers_answered_by').on(table.answeredBy),
		uniqueIndex('introduction_answers_outcome_key').on(table.outcomeKeyHash),
		check('introduction_answers_side', sql`${table.side} in ('asker', 'helper')`),
		check('introduction_answers_answer', sql`${table.answer} in ('agreed', 'declined')`),
		check(
			'introduction_answers_contact',
			sql`${table.answer} = 'agreed' or num_nonnulls(${table.contactName}, ${table.contactEmail}, ${table.contactPhone}) = 0`
		)
	]
);

/** What came of an introduction, as each side tells it and as a facilitator notes it; told again, the latest stands. */
export const introductionOutcomes = pgTable(
	'introduction_outcomes',
	{
		introductionId: uuid()
			.notNull()
			.references(() => introductions.id, { onDelete: 'cascade' }),
		toldAs: text({ enum: [...sides, 'facilitator'] }).notNull(),
		outcome: text({ enum: outcomes }).notNull(),
		sentence: text(),
		toldBy: uuid().references(() => persons.id, { onDelete: 'set null' }),
		toldAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [
		primaryKey({ columns: [table.introductionId, table.toldAs] }),
		index('introduction_outcomes_told_by').on(table.toldBy),
		check('introduction_outcomes_told_as', sql`${table.toldAs} in ('asker', 'helper', 'facilitator')`),
		check(
			'introduction_outcomes_outcome',
			sql`${table.outcome} in ('met', 'working-together', 'nothing-yet', 'no-need')`
		)
	]
);
