import { sql } from 'drizzle-orm';
import { boolean, check, date, index, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import { organisations, persons } from '../people/people.tables.ts';
import { circles, type Fact } from './circles.ts';

/**
 * What places an ally in a circle of commitment: one row is one fact, with its day and where it comes from. A fact that its
 * person keeps to themselves counts for them and is shown to nobody.
 */
export const allyEvidence = pgTable(
	'ally_evidence',
	{
		id: uuid().primaryKey(),
		organisationId: uuid().references(() => organisations.id, { onDelete: 'cascade' }),
		personId: uuid().references(() => persons.id, { onDelete: 'cascade' }),
		circle: text({ enum: circles }).notNull(),
		fact: text().$type<Fact>().notNull(),
		/** What the fact is known by in the module that tells it: told twice, it is there once. */
		reference: text().notNull(),
		detail: text(),
		happenedAt: timestamp({ withTimezone: true }).notNull(),
		isShown: boolean().notNull(),
		/** The person who acted for the organisation; it opens to them what allies see. */
		actorId: uuid().references(() => persons.id, { onDelete: 'set null' })
	},
	(table) => [
		unique('ally_evidence_once').on(table.fact, table.reference),
		index('ally_evidence_organisation').on(table.organisationId),
		index('ally_evidence_person').on(table.personId),
		index('ally_evidence_actor').on(table.actorId),
		check('ally_evidence_subject', sql`num_nonnulls(${table.organisationId}, ${table.personId}) = 1`)
	]
);

/** What an ally took part in, as other rooms tell it: a title, a day, a page of ours. */
export const allyActivities = pgTable(
	'ally_activities',
	{
		id: uuid().primaryKey(),
		organisationId: uuid().references(() => organisations.id, { onDelete: 'cascade' }),
		personId: uuid().references(() => persons.id, { onDelete: 'cascade' }),
		source: text().notNull(),
		reference: text().notNull(),
		title: text().notNull(),
		url: text(),
		happenedOn: date().notNull()
	},
	(table) => [
		unique('ally_activities_once')
			.on(table.source, table.reference, table.organisationId, table.personId)
			.nullsNotDistinct(),
		index('ally_activities_organisation').on(table.organisationId),
		index('ally_activities_person').on(table.personId),
		check('ally_activities_subject', sql`num_nonnulls(${table.organisationId}, ${table.personId}) = 1`)
	]
);
