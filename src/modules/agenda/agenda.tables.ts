import { sql } from 'drizzle-orm';
import { check, index, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { organisations } from '../people/people.tables.ts';

export const gatheringKinds = [
	'open-hour',
	'initiation',
	'community',
	'working-group',
	'accompaniment',
	'assembly',
	'other'
] as const;

/** A moment at which people of the alliance meet, online when it has no place. */
export const gatherings = pgTable(
	'gatherings',
	{
		id: uuid().primaryKey(),
		kind: text({ enum: gatheringKinds }).notNull(),
		title: text().notNull(),
		summary: text().notNull(),
		place: text(),
		startsAt: timestamp({ withTimezone: true }).notNull(),
		endsAt: timestamp({ withTimezone: true }).notNull(),
		timeZone: text().notNull().default('Europe/Paris')
	},
	(table) => [
		index('gatherings_starts').on(table.startsAt, table.id),
		check(
			'gatherings_kind',
			sql`${table.kind} in (${sql.raw(gatheringKinds.map((kind) => `'${kind}'`).join(', '))})`
		),
		check('gatherings_end_after_start', sql`${table.endsAt} > ${table.startsAt}`)
	]
);

/** Which organisations took part in a gathering. */
export const participations = pgTable(
	'participations',
	{
		gatheringId: uuid()
			.notNull()
			.references(() => gatherings.id, { onDelete: 'cascade' }),
		organisationId: uuid()
			.notNull()
			.references(() => organisations.id, { onDelete: 'cascade' })
	},
	(table) => [
		primaryKey({ columns: [table.gatheringId, table.organisationId] }),
		index('participations_organisation').on(table.organisationId)
	]
);
