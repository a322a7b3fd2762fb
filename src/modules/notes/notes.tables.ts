import { customType, index, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { persons } from '../people/people.tables.ts';

const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({
	dataType: () => 'bytea',
	toDriver: (bytes) => Buffer.from(bytes)
});

/** Notes that several people write. Their id is that of what they are about. */
export const notes = pgTable('notes', {
	id: uuid().primaryKey(),
	/** What they said in Markdown when they were settled. */
	text: text().notNull().default(''),
	/** What they were then as a Yjs document; null as long as they are Markdown that was planted. */
	state: bytea(),
	settledAt: timestamp({ withTimezone: true }).notNull().defaultNow()
});

/** What was written since the notes were settled, as updates of Yjs: they may be applied in any order, and twice. */
export const noteUpdates = pgTable(
	'note_updates',
	{
		id: uuid().primaryKey(),
		notesId: uuid()
			.notNull()
			.references(() => notes.id, { onDelete: 'cascade' }),
		update: bytea().notNull(),
		writtenBy: uuid().references(() => persons.id, { onDelete: 'set null' }),
		writtenAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [index('note_updates_of').on(table.notesId), index('note_updates_by').on(table.writtenBy)]
);

/** What notes said at the end of a few minutes of writing. */
export const noteVersions = pgTable(
	'note_versions',
	{
		id: uuid().primaryKey(),
		notesId: uuid()
			.notNull()
			.references(() => notes.id, { onDelete: 'cascade' }),
		text: text().notNull(),
		begunAt: timestamp({ withTimezone: true }).notNull(),
		endedAt: timestamp({ withTimezone: true }).notNull()
	},
	(table) => [index('note_versions_of').on(table.notesId, table.id)]
);

/** Who wrote in those minutes. */
export const noteVersionWriters = pgTable(
	'note_version_writers',
	{
		versionId: uuid()
			.notNull()
			.references(() => noteVersions.id, { onDelete: 'cascade' }),
		personId: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' })
	},
	(table) => [
		primaryKey({ columns: [table.versionId, table.personId] }),
		index('note_version_writers_person').on(table.personId)
	]
);

/** Notes in which nobody writes any more, until they are opened again. */
export const noteClosings = pgTable(
	'note_closings',
	{
		notesId: uuid()
			.primaryKey()
			.references(() => notes.id, { onDelete: 'cascade' }),
		closedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		closedBy: uuid().references(() => persons.id, { onDelete: 'set null' })
	},
	(table) => [index('note_closings_by').on(table.closedBy)]
);
