import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/**
 * Files that people sent, as they are kept; the bytes are in a storage. The room, a module, decides who reads the files of
 * a subject, words that only that room understands. Names no table: whoever sent it is a person's id or nobody.
 */
export const files = pgTable(
	'files',
	{
		id: uuid().primaryKey(),
		name: text().notNull(),
		type: text().notNull(),
		bytes: integer().notNull(),
		sha256: text().notNull(),
		/** In pixels; null for what is no picture. */
		width: integer(),
		height: integer(),
		room: text().notNull(),
		subject: text().notNull(),
		uploadedBy: uuid(),
		createdAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [
		index('files_room').on(table.room, table.subject),
		index('files_uploaded_by').on(table.uploadedBy),
		check('files_bytes', sql`${table.bytes} > 0`),
		check('files_sha256', sql`${table.sha256} ~ '^[0-9a-f]{64}$'`),
		check(
			'files_picture',
			sql`num_nulls(${table.width}, ${table.height}) = 2 or (${table.width} > 0 and ${table.height} > 0)`
		)
	]
);
