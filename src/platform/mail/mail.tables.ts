import { boolean, index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Mail on its way out. A sent mail is deleted; in a demonstration without a mail server it stays for the outbox page. */
export const mails = pgTable(
	'mails',
	{
		id: uuid().primaryKey(),
		recipient: text().notNull(),
		subject: text().notNull(),
		text: text().notNull(),
		html: text().notNull(),
		/** An iCalendar file that goes with it. */
		calendar: text(),
		/** Headers beside the usual ones. */
		headers: jsonb().$type<Record<string, string>>(),
		replyTo: text(),
		queuedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		isKept: boolean().notNull().default(false)
	},
	(table) => [index().on(table.queuedAt)]
);
