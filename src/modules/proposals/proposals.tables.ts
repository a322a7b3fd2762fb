import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	index,
	integer,
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

/** What becomes of a proposal; null while it is discussed. */
export const fates = ['kept', 'aside', 'merged'] as const;
export type Fate = (typeof fates)[number];

const whoever = () => uuid().references(() => persons.id, { onDelete: 'set null' });
const moment = () => timestamp({ withTimezone: true });

/** What people would like an alliance to do, proposed at an edition of its assembly. */
export const proposals = pgTable(
	'proposals',
	{
		id: uuid().primaryKey(),
		/** The assembly; its module keeps it. */
		editionId: uuid().notNull(),
		number: integer().notNull(),
		title: text().notNull(),
		text: text().notNull().default(''),
		/** Under which it is grouped; empty until somebody says it. */
		theme: text().notNull().default(''),
		/** How many times its wording changed. */
		version: integer().notNull().default(0),
		proposedBy: whoever(),
		proposedAt: moment().notNull().defaultNow(),
		/** How many support it, kept with each of them: lists are sorted by it. */
		supports: integer().notNull().default(0),
		fate: text({ enum: fates }),
		/** Why, or what comes next. */
		reason: text().notNull().default(''),
		decidedAt: moment(),
		decidedBy: whoever(),
		mergedInto: uuid().references((): AnyPgColumn => proposals.id)
	},
	(table) => [
		unique('proposals_number').on(table.editionId, table.number),
		index('proposals_order').on(
			table.editionId,
			sql`(${table.theme} = '')`,
			table.theme,
			sql`(-${table.supports})`,
			table.number
		),
		index('proposals_proposed_by').on(table.proposedBy),
		index('proposals_decided_by').on(table.decidedBy),
		index('proposals_merged_into').on(table.mergedInto),
		check('proposals_fate', oneOf(table.fate, fates)),
		check('proposals_decided', sql`(${table.fate} is null) = (${table.decidedAt} is null)`),
		check(
			'proposals_merged',
			sql`(${table.fate} is not distinct from 'merged') = (${table.mergedInto} is not null)`
		),
		check('proposals_not_into_itself', sql`${table.mergedInto} <> ${table.id}`)
	]
);

const proposal = () =>
	uuid()
		.notNull()
		.references(() => proposals.id, { onDelete: 'cascade' });

/** What was said in a room and led to a proposal; the room keeps its words. */
export const proposalSources = pgTable(
	'proposal_sources',
	{ proposalId: proposal(), contributionId: uuid().notNull() },
	(table) => [
		primaryKey({ columns: [table.proposalId, table.contributionId] }),
		index('proposal_sources_contribution').on(table.contributionId)
	]
);

/** Who supports a proposal, and who would do it. */
export const proposalSupports = pgTable(
	'proposal_supports',
	{
		proposalId: proposal(),
		personId: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' }),
		joins: boolean().notNull().default(false),
		since: moment().notNull().defaultNow()
	},
	(table) => [
		primaryKey({ columns: [table.proposalId, table.personId] }),
		index('proposal_supports_person').on(table.personId)
	]
);

/** Another wording of a proposal, and the one on which it was written: its `version`. */
export const proposalAmendments = pgTable(
	'proposal_amendments',
	{
		id: uuid().primaryKey(),
		proposalId: proposal(),
		version: integer().notNull(),
		title: text().notNull(),
		text: text().notNull(),
		titleBefore: text().notNull(),
		textBefore: text().notNull(),
		reason: text().notNull(),
		proposedBy: whoever(),
		proposedAt: moment().notNull().defaultNow(),
		outcome: text({ enum: ['taken', 'declined'] }),
		answer: text().notNull().default(''),
		answeredAt: moment(),
		answeredBy: whoever()
	},
	(table) => [
		index('proposal_amendments_proposal').on(table.proposalId, table.id),
		index('proposal_amendments_proposed_by').on(table.proposedBy),
		index('proposal_amendments_answered_by').on(table.answeredBy),
		check('proposal_amendments_outcome', sql`${table.outcome} in ('taken', 'declined')`),
		check('proposal_amendments_answered', sql`(${table.outcome} is null) = (${table.answeredAt} is null)`)
	]
);
