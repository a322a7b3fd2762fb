import { eq, max, min } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { m } from '#words/messages.js';
import type { Person } from '../people/people.server.ts';
import type { HeldData, PersonalData } from '../people/personal-data.ts';
import { tellRightsChanged } from './keeping.server.ts';
import { noteClosings, noteUpdates, noteVersions, noteVersionWriters } from './notes.tables.ts';

/** What notes hold about a person: in which they wrote, and when. What they wrote is everybody’s. */
export const notesData: PersonalData = {
	module: 'notes',
	tables: ['note_updates', 'note_version_writers', 'note_closings'],
	export: async (db, person) => [await versionsHeld(db, person)],
	erase,
	stays: () => [m.notes_stays()]
};

async function erase(tx: Database, { id }: Person): Promise<void> {
	await tx.update(noteUpdates).set({ writtenBy: null }).where(eq(noteUpdates.writtenBy, id));
	await tx.update(noteClosings).set({ closedBy: null }).where(eq(noteClosings.closedBy, id));
	await tx.delete(noteVersionWriters).where(eq(noteVersionWriters.personId, id));
	await tellRightsChanged(tx, id);
}

async function versionsHeld(db: Database, { id }: Person): Promise<HeldData> {
	const rows = await db
		.select({
			notes: noteVersions.notesId,
			first: min(noteVersions.begunAt),
			last: max(noteVersions.endedAt)
		})
		.from(noteVersionWriters)
		.innerJoin(noteVersions, eq(noteVersions.id, noteVersionWriters.versionId))
		.where(eq(noteVersionWriters.personId, id))
		.groupBy(noteVersions.notesId)
		.orderBy(noteVersions.notesId);
	const labels = { notes: m.notes_data_which(), first: m.notes_data_first(), last: m.notes_data_last() };
	return { key: 'notes.written', title: m.notes_data_title(), labels, rows };
}
