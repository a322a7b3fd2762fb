import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { persons } from '../people/people.tables.ts';
import { profiles } from './allies.tables.ts';

/**
 * Who asked to keep the page of an organisation, and what was decided: several may ask for the same page, each is answered
 * by itself, and what was decided stays with its reason.
 */
export const allyClaims = pgTable(
	'ally_claims',
	{
		id: uuid().primaryKey(),
		profileId: uuid()
			.notNull()
			.references(() => profiles.id, { onDelete: 'cascade' }),
		personId: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' }),
		message: text().notNull(),
		askedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		decidedAt: timestamp({ withTimezone: true }),
		decidedBy: uuid().references(() => persons.id, { onDelete: 'set null' }),
		outcome: text({ enum: ['accepted', 'refused', 'withdrawn'] }),
		reason: text()
	},
	(table) => [
		uniqueIndex('ally_claims_open')
			.on(table.profileId, table.personId)
			.where(sql`${table.outcome} is null`),
		index('ally_claims_waiting')
			.on(table.askedAt, table.id)
			.where(sql`${table.outcome} is null`),
		index('ally_claims_profile').on(table.profileId),
		index('ally_claims_person').on(table.personId),
		index('ally_claims_decided_by').on(table.decidedBy),
		check('ally_claims_outcome', sql`${table.outcome} in ('accepted', 'refused', 'withdrawn')`),
		check('ally_claims_decided', sql`(${table.outcome} is null) = (${table.decidedAt} is null)`),
		check(
			'ally_claims_reason',
			sql`${table.outcome} not in ('accepted', 'refused') or ${table.reason} is not null`
		)
	]
);
