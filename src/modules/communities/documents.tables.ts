import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { files } from '#platform/files/files.tables.ts';
import { groups } from '../people/groups.tables.ts';

/** A file that members of a group share, and what it is in a line; who sent it, and when, is with the file. */
export const groupDocuments = pgTable(
	'group_documents',
	{
		fileId: uuid()
			.primaryKey()
			.references(() => files.id, { onDelete: 'cascade' }),
		groupId: uuid()
			.notNull()
			.references(() => groups.id, { onDelete: 'cascade' }),
		about: text().notNull()
	},
	(table) => [index('group_documents_group').on(table.groupId, table.fileId)]
);
