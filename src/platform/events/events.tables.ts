import {
	bigserial,
	bigint,
	index,
	jsonb,
	pgTable,
	primaryKey,
	text,
	timestamp,
	uuid
} from 'drizzle-orm/pg-core';

/** What happened, written in the same transaction as the change itself. Names no table: the actor is a person's id or nobody. */
export const events = pgTable(
	'events',
	{
		id: bigserial({ mode: 'number' }).primaryKey(),
		name: text().notNull(),
		actorId: uuid(),
		details: jsonb().notNull(),
		happenedAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [index().on(table.actorId)]
);

/** Which handler has dealt with which event, written in the transaction of the handler: each one acts once. */
export const eventDeliveries = pgTable(
	'event_deliveries',
	{
		eventId: bigint({ mode: 'number' })
			.notNull()
			.references(() => events.id, { onDelete: 'cascade' }),
		handler: text().notNull(),
		deliveredAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [primaryKey({ columns: [table.eventId, table.handler] })]
);
