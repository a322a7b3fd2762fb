import { index, pgTable, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Sheets of presence that a phone kept without a network and sent since, by the key that it gave each: none is noted twice. */
export const sheetsSent = pgTable(
	'gathering_sheets_sent',
	{
		key: uuid().primaryKey(),
		sentAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [index('gathering_sheets_sent_at').on(table.sentAt)]
);
