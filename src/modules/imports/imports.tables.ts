import { sql } from 'drizzle-orm';
import {
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
import { organisations, persons } from '../people/people.tables.ts';
import { organisationKinds } from '../people/organisation-kinds.ts';
import type { Mapping } from './columns.ts';
import type { CheckedRow, Difference, Likely } from './comparing.ts';
import type { Problem } from './problems.ts';
import { formats, type Encoding } from './reading/sheet.ts';
import { outcomes, states, verdicts } from './steps.ts';
import type { Former } from './former.ts';

const among = (words: readonly string[]) => sql.raw(words.map((word) => `'${word}'`).join(', '));

/** A file that was brought in, and how far one is with it. Its rows are in `import_rows`; the file itself is not kept. */
export const importRuns = pgTable(
	'import_runs',
	{
		id: uuid().primaryKey(),
		fileName: text().notNull(),
		format: text({ enum: formats }).notNull(),
		encoding: text().$type<Encoding>(),
		separator: text(),
		otherSheets: text().array().notNull(),
		columns: text().array().notNull(),
		rowCount: integer().notNull(),
		mapping: jsonb().$type<Mapping>().notNull(),
		/** Who sees the pages that it opens. */
		audience: text({ enum: ['public', 'allies'] }).notNull(),
		/** What an organisation is when the file does not say. */
		usualKind: text({ enum: organisationKinds }).notNull(),
		/** For each word that is no skill of ours: the skill that it means, or an empty text to leave it out. */
		skillChoices: jsonb().$type<Record<string, string>>().notNull().default({}),
		state: text({ enum: states }).notNull(),
		/** The number of the last row that the present step has treated. */
		cursor: integer().notNull().default(0),
		done: integer().notNull().default(0),
		startedBy: uuid().references(() => persons.id, { onDelete: 'set null' }),
		startedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		/** When the last batch was written: a step that stands still was interrupted. */
		movedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		appliedAt: timestamp({ withTimezone: true }),
		undoneAt: timestamp({ withTimezone: true }),
		/** When the rows were erased, because they may name people: nothing can be undone any more. */
		emptiedAt: timestamp({ withTimezone: true })
	},
	(table) => [
		index('import_runs_started_by').on(table.startedBy),
		index('import_runs_started').on(table.startedAt.desc().nullsFirst(), table.id.desc().nullsFirst()),
		check('import_runs_state', sql`${table.state} in (${among(states)})`)
	]
);

/** One row of a file, as it was read and what comes of it. None is ever dropped: each has a verdict, then an outcome. */
export const importRows = pgTable(
	'import_rows',
	{
		runId: uuid()
			.notNull()
			.references(() => importRuns.id, { onDelete: 'cascade' }),
		/** Where one finds it in the file. */
		number: integer().notNull(),
		cells: jsonb().$type<string[]>().notNull(),
		checked: jsonb().$type<CheckedRow>(),
		problems: jsonb().$type<Problem[]>().notNull().default([]),
		verdict: text({ enum: verdicts }),
		/** The organisation that it is about: found, or opened by it. */
		organisationId: uuid(),
		/** When several organisations may be meant. */
		likely: jsonb().$type<Likely[]>(),
		differences: jsonb().$type<Difference[]>(),
		/** The row of the same organisation that comes first. */
		twinOf: integer(),
		/** What was chosen for a conflict: the page, the file, neither, a new page, or the organisation that is meant. */
		choice: text(),
		outcome: text({ enum: outcomes }),
		former: jsonb().$type<Former>(),
		undone: text({ enum: ['removed', 'restored', 'kept'] })
	},
	(table) => [
		primaryKey({ columns: [table.runId, table.number] }),
		index('import_rows_verdict').on(table.runId, table.verdict, table.number),
		index('import_rows_organisation').on(table.organisationId),
		check('import_rows_verdict_known', sql`${table.verdict} in (${among(verdicts)})`),
		check('import_rows_outcome_known', sql`${table.outcome} in (${among(outcomes)})`)
	]
);

/**
 * What imports last wrote of an organisation, and what of them was declined, as digests: so one knows whether what a page says was
 * written by somebody, and a second import asks nothing twice.
 */
export const importMarks = pgTable('import_marks', {
	organisationId: uuid()
		.primaryKey()
		.references(() => organisations.id, { onDelete: 'cascade' }),
	written: jsonb().$type<Record<string, string>>().notNull(),
	declined: jsonb().$type<Record<string, string>>().notNull()
});

/** What the columns of a file with these headings were the last time. */
export const importMappings = pgTable('import_mappings', {
	headings: text().primaryKey(),
	mapping: jsonb().$type<Mapping>().notNull(),
	usedAt: timestamp({ withTimezone: true }).notNull().defaultNow()
});
