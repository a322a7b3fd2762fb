import { sql } from 'drizzle-orm';
import {
	check,
	date,
	doublePrecision,
	foreignKey,
	index,
	pgTable,
	primaryKey,
	smallint,
	text,
	timestamp,
	unique,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { organisations, persons } from '../people/people.tables.ts';

export const waysToChoose = ['scores', 'consent'] as const;
export type WayToChoose = (typeof waysToChoose)[number];

/** A call for allies, such as for an accompaniment: what is looked for, how many, until when, and how the choice is made. */
export const calls = pgTable(
	'ally_calls',
	{
		id: uuid().primaryKey(),
		slug: text().notNull().unique(),
		title: text().notNull(),
		text: text().notNull(),
		/** How many allies are looked for. */
		wanted: smallint().notNull(),
		way: text({ enum: waysToChoose }).notNull(),
		/** The last day on which one may apply. */
		deadline: date().notNull(),
		territoryId: text(),
		placeLabel: text(),
		departementCode: text(),
		regionCode: text(),
		latitude: doublePrecision(),
		longitude: doublePrecision(),
		openedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		openedBy: uuid().references(() => persons.id, { onDelete: 'set null' }),
		decidedAt: timestamp({ withTimezone: true }),
		decidedBy: uuid().references(() => persons.id, { onDelete: 'set null' }),
		/** How the choice was made, in the words that everybody reads. */
		decision: text()
	},
	(table) => [
		index('ally_calls_open')
			.on(table.deadline, table.id)
			.where(sql`${table.decidedAt} is null`),
		index('ally_calls_opened_by').on(table.openedBy),
		index('ally_calls_decided_by').on(table.decidedBy),
		check('ally_calls_wanted', sql`${table.wanted} between 1 and 50`),
		check('ally_calls_way', sql`${table.way} in ('scores', 'consent')`),
		check('ally_calls_decision', sql`(${table.decidedAt} is null) = (${table.decision} is null)`)
	]
);

/** The skills that a call looks for. */
export const callSkills = pgTable(
	'ally_call_skills',
	{
		callId: uuid()
			.notNull()
			.references(() => calls.id, { onDelete: 'cascade' }),
		skillId: uuid().notNull()
	},
	(table) => [
		primaryKey({ columns: [table.callId, table.skillId] }),
		index('ally_call_skills_skill').on(table.skillId)
	]
);

/** What candidates are judged by, published with the call. A trigger refuses any change once somebody has applied. */
export const callCriteria = pgTable(
	'ally_call_criteria',
	{
		callId: uuid()
			.notNull()
			.references(() => calls.id, { onDelete: 'cascade' }),
		number: smallint().notNull(),
		label: text().notNull(),
		weight: smallint().notNull()
	},
	(table) => [
		primaryKey({ columns: [table.callId, table.number] }),
		check('ally_call_criteria_weight', sql`${table.weight} between 1 and 10`)
	]
);

/** Who applies to a call, with a sentence; once in each. After the decision, the reason of a choice is read by everybody. */
export const callApplications = pgTable(
	'ally_call_applications',
	{
		id: uuid().primaryKey(),
		callId: uuid()
			.notNull()
			.references(() => calls.id, { onDelete: 'cascade' }),
		organisationId: uuid().references(() => organisations.id, { onDelete: 'cascade' }),
		personId: uuid().references(() => persons.id, { onDelete: 'cascade' }),
		sentence: text().notNull(),
		appliedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		appliedBy: uuid().references(() => persons.id, { onDelete: 'set null' }),
		outcome: text({ enum: ['chosen', 'not-chosen'] }),
		reason: text()
	},
	(table) => [
		uniqueIndex('ally_call_applications_of_organisation')
			.on(table.callId, table.organisationId)
			.where(sql`${table.organisationId} is not null`),
		uniqueIndex('ally_call_applications_of_person')
			.on(table.callId, table.personId)
			.where(sql`${table.personId} is not null`),
		index('ally_call_applications_organisation').on(table.organisationId),
		index('ally_call_applications_person').on(table.personId),
		index('ally_call_applications_applied_by').on(table.appliedBy),
		unique('ally_call_applications_call').on(table.id, table.callId),
		check(
			'ally_call_applications_subject',
			sql`num_nonnulls(${table.organisationId}, ${table.personId}) = 1`
		),
		check('ally_call_applications_outcome', sql`${table.outcome} in ('chosen', 'not-chosen')`),
		check('ally_call_applications_reason', sql`${table.outcome} <> 'chosen' or ${table.reason} is not null`)
	]
);

/** What a facilitator thinks of an application by one criterion, from 0 to 5. */
export const callScores = pgTable(
	'ally_call_scores',
	{
		applicationId: uuid().notNull(),
		callId: uuid().notNull(),
		criterion: smallint().notNull(),
		personId: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' }),
		score: smallint().notNull(),
		scoredAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [
		primaryKey({ columns: [table.applicationId, table.criterion, table.personId] }),
		foreignKey({
			name: 'ally_call_scores_application',
			columns: [table.applicationId, table.callId],
			foreignColumns: [callApplications.id, callApplications.callId]
		}).onDelete('cascade'),
		foreignKey({
			name: 'ally_call_scores_criterion',
			columns: [table.callId, table.criterion],
			foreignColumns: [callCriteria.callId, callCriteria.number]
		}).onDelete('cascade'),
		index('ally_call_scores_criterion_of_call').on(table.callId, table.criterion),
		index('ally_call_scores_person').on(table.personId),
		check('ally_call_scores_score', sql`${table.score} between 0 and 5`)
	]
);
