import { sql } from 'drizzle-orm';
import { check, index, pgTable, primaryKey, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import { persons } from '../people/people.tables.ts';
import { gatherings } from './agenda.tables.ts';

/** Who was at a gathering and agreed that the others who were there read their name. */
export const namedThere = pgTable(
	'gathering_named',
	{
		gatheringId: uuid()
			.notNull()
			.references(() => gatherings.id, { onDelete: 'cascade' }),
		personId: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' }),
		agreedAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [
		primaryKey({ columns: [table.gatheringId, table.personId] }),
		index('gathering_named_person').on(table.personId)
	]
);

/** Somebody who was at a gathering would like to go on with somebody else who was, and about what; the two alone read it. */
export const wishes = pgTable(
	'gathering_wishes',
	{
		id: uuid().primaryKey(),
		gatheringId: uuid()
			.notNull()
			.references(() => gatherings.id, { onDelete: 'cascade' }),
		fromId: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' }),
		toId: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' }),
		about: text().notNull(),
		madeAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		/** When the other wished it too or accepted: each was then told how to reach the other. */
		metAt: timestamp({ withTimezone: true })
	},
	(table) => [
		unique('gathering_wishes_once').on(table.gatheringId, table.fromId, table.toId),
		index('gathering_wishes_from').on(table.fromId),
		index('gathering_wishes_to').on(table.toId),
		check('gathering_wishes_two', sql`${table.fromId} <> ${table.toId}`)
	]
);
