import { sql } from 'drizzle-orm';
import {
	check,
	date,
	doublePrecision,
	index,
	pgTable,
	primaryKey,
	text,
	timestamp,
	unique,
	uuid
} from 'drizzle-orm/pg-core';
import { organisations, persons } from '../people/people.tables.ts';

/**
 * What somebody needs from an ally: one sentence, skills, a place, a day until which it makes sense. A person asks in their
 * own name, or for an organisation whose page they keep. It is open until its day has passed or its author closes it.
 */
export const needs = pgTable(
	'introduction_needs',
	{
		id: uuid().primaryKey(),
		/** Who wrote it; null when they left and it is an organisation's. */
		personId: uuid().references(() => persons.id, { onDelete: 'set null' }),
		organisationId: uuid().references(() => organisations.id, { onDelete: 'cascade' }),
		sentence: text().notNull(),
		/** Who may read it besides its author and facilitators. */
		audience: text({ enum: ['public', 'allies'] }).notNull(),
		territoryId: text(),
		placeLabel: text(),
		departementCode: text(),
		regionCode: text(),
		latitude: doublePrecision(),
		longitude: doublePrecision(),
		until: date().notNull(),
		openedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		closedAt: timestamp({ withTimezone: true }),
		closedBy: uuid().references(() => persons.id, { onDelete: 'set null' })
	},
	(table) => [
		index('introduction_needs_person').on(table.personId, table.id),
		index('introduction_needs_organisation').on(table.organisationId),
		index('introduction_needs_closed_by').on(table.closedBy),
		index('introduction_needs_open')
			.on(table.openedAt, table.id)
			.where(sql`${table.closedAt} is null`),
		check('introduction_needs_asker', sql`num_nonnulls(${table.organisationId}, ${table.personId}) >= 1`),
		check('introduction_needs_audience', sql`${table.audience} in ('public', 'allies')`)
	]
);

/** The skills that would answer a need. */
export const needSkills = pgTable(
	'introduction_need_skills',
	{
		needId: uuid()
			.notNull()
			.references(() => needs.id, { onDelete: 'cascade' }),
		skillId: uuid().notNull()
	},
	(table) => [
		primaryKey({ columns: [table.needId, table.skillId] }),
		index('introduction_need_skills_skill').on(table.skillId)
	]
);

/** Who was on the short list of a need on its first day: what balances the next lists. */
export const proposals = pgTable(
	'introduction_proposals',
	{
		needId: uuid()
			.notNull()
			.references(() => needs.id, { onDelete: 'cascade' }),
		organisationId: uuid().references(() => organisations.id, { onDelete: 'cascade' }),
		personId: uuid().references(() => persons.id, { onDelete: 'cascade' }),
		proposedAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [
		unique('introduction_proposals_once')
			.on(table.needId, table.organisationId, table.personId)
			.nullsNotDistinct(),
		index('introduction_proposals_organisation').on(table.organisationId, table.proposedAt),
		index('introduction_proposals_person').on(table.personId, table.proposedAt),
		check('introduction_proposals_subject', sql`num_nonnulls(${table.organisationId}, ${table.personId}) = 1`)
	]
);

/** What an organisation or a person says of itself: ready to help now, or not to be asked before a day. */
export const availabilities = pgTable(
	'introduction_availabilities',
	{
		id: uuid().primaryKey(),
		organisationId: uuid().references(() => organisations.id, { onDelete: 'cascade' }),
		personId: uuid().references(() => persons.id, { onDelete: 'cascade' }),
		state: text({ enum: ['ready', 'away'] }).notNull(),
		/** The last day of it. */
		until: date().notNull(),
		saidAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		saidBy: uuid().references(() => persons.id, { onDelete: 'set null' })
	},
	(table) => [
		unique('introduction_availabilities_once').on(table.organisationId, table.personId).nullsNotDistinct(),
		index('introduction_availabilities_person').on(table.personId),
		index('introduction_availabilities_said_by').on(table.saidBy),
		check(
			'introduction_availabilities_subject',
			sql`num_nonnulls(${table.organisationId}, ${table.personId}) = 1`
		),
		check('introduction_availabilities_state', sql`${table.state} in ('ready', 'away')`)
	]
);
