import { and, eq } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Person } from '../people/people.server.ts';
import type { NotesRule } from './access.ts';
import { openNotes, tellRightsChanged } from './keeping.server.ts';
import { noteClosings, noteVersions } from './notes.tables.ts';
import { holdDocument, keepMarkdown } from './saving.server.ts';
import { settleNotes } from './settling.server.ts';

/** Closes notes, or opens them again: nobody writes in what is closed, and who was writing stops. False to who may not. */
export async function closeNotes(
	db: Database,
	rule: NotesRule,
	person: Person,
	{ notesId, isClosed }: { notesId: string; isClosed: boolean }
): Promise<boolean> {
	if (!(await rule(db, person, notesId))?.mayKeep) return false;
	await openNotes(db, notesId);
	await db.transaction(async (tx) => {
		if (isClosed)
			await tx.insert(noteClosings).values({ notesId, closedBy: person.id }).onConflictDoNothing();
		else await tx.delete(noteClosings).where(eq(noteClosings.notesId, notesId));
		await settleNotes(tx, notesId);
		await tellRightsChanged(tx, notesId);
	});
	return true;
}

/** Makes notes say again what they said in a version; what they say now stays among the versions. False to who may not. */
export async function takeBackVersion(
	db: Database,
	rule: NotesRule,
	person: Person,
	{ notesId, versionId }: { notesId: string; versionId: string }
): Promise<boolean> {
	if (!(await rule(db, person, notesId))?.mayWrite) return false;
	const isIt = and(eq(noteVersions.notesId, notesId), eq(noteVersions.id, versionId));
	const [version] = await db.select({ text: noteVersions.text }).from(noteVersions).where(isIt);
	if (!version) return false;
	return db.transaction(async (tx) => {
		const document = await holdDocument(tx, notesId);
		await settleNotes(tx, notesId);
		return keepMarkdown(tx, person, notesId, { document, text: version.text, begins: true });
	});
}
