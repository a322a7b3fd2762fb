import { index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { files } from '#platform/files/files.tables.ts';
import { gatherings } from './agenda.tables.ts';

/** What those who run a gathering give to read before or after it. With the gathering its file goes too: a trigger sees to it. */
export const gatheringDocuments = pgTable(
	'gathering_documents',
	{
		fileId: uuid()
			.primaryKey()
			.references(() => files.id, { onDelete: 'cascade' }),
		gatheringId: uuid()
			.notNull()
			.references(() => gatherings.id, { onDelete: 'cascade' }),
		title: text().notNull(),
		addedAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [index('gathering_documents_gathering').on(table.gatheringId, table.addedAt)]
);
