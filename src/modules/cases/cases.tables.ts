import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { oneOf } from '#platform/one-of.ts';
import { groups } from '../people/groups.tables.ts';
import { persons } from '../people/people.tables.ts';
import { outcomes, rounds } from './rounds.ts';

/** A case that a member tells the others in confidence. Once its author erases it, no row is left. */
export const cases = pgTable(
	'practice_cases',
	{
		id: uuid().primaryKey(),
		groupId: uuid()
			.notNull()
			.references(() => groups.id, { onDelete: 'cascade' }),
		toldBy: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' }),
		/** Who sees to the rounds beside the author; another person. */
		facilitatedBy: uuid().references(() => persons.id, { onDelete: 'set null' }),
		title: text().notNull(),
		text: text().notNull(),
		round: text({ enum: rounds }).notNull().default('telling'),
		toldAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		endedAt: timestamp({ withTimezone: true }),
		outcome: text({ enum: outcomes })
	},
	(table) => [
		index('practice_cases_group').on(table.groupId, table.toldAt),
		index('practice_cases_told_by').on(table.toldBy),
		index('practice_cases_facilitated_by').on(table.facilitatedBy),
		check('practice_cases_round', oneOf(table.round, rounds)),
		check('practice_cases_outcome', oneOf(table.outcome, outcomes)),
		check('practice_cases_ended', sql`(${table.endedAt} is null) = (${table.outcome} is null)`),
		check('practice_cases_facilitated', sql`${table.facilitatedBy} <> ${table.toldBy}`)
	]
);

/** What somebody says in a round of a case. */
export const contributions = pgTable(
	'practice_contributions',
	{
		id: uuid().primaryKey(),
		caseId: uuid()
			.notNull()
			.references(() => cases.id, { onDelete: 'cascade' }),
		round: text({ enum: rounds }).notNull(),
		personId: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' }),
		text: text().notNull(),
		saidAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [
		index('practice_contributions_case').on(table.caseId, table.saidAt),
		index('practice_contributions_person').on(table.personId),
		check(
			'practice_contributions_round',
			sql`${table.round} in ('clarify', 'hypotheses', 'proposals', 'thanks')`
		)
	]
);
