import { bigint, index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** How often what a channel shows has changed. The row is also the lock that puts changes of one channel in an order. */
export const liveChannels = pgTable('live_channels', {
	name: text().primaryKey(),
	version: bigint({ mode: 'number' }).notNull().default(1)
});

/** How many people each process holds on a channel: numbers, and nobody's name. */
export const livePresences = pgTable(
	'live_presences',
	{
		process: uuid().notNull(),
		channel: text().notNull(),
		people: integer().notNull(),
		seenAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [primaryKey({ columns: [table.process, table.channel] }), index().on(table.channel)]
);
