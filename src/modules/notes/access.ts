import type { Database } from '#platform/database.server.ts';
import type { Person } from '../people/people.server.ts';

/** What somebody may do with notes; who may do nothing with them reads them all the same. */
export type NotesAccess = {
	mayWrite: boolean;
	/** Closes them, opens them again, and takes an earlier text back. */
	mayKeep: boolean;
};

/**
 * Who may do what with the notes of this id, as what they are about decides it: undefined for who may not read them, or when
 * there is nothing of this id.
 */
export type NotesRule = (
	db: Database,
	person: Person | null,
	notesId: string
) => Promise<NotesAccess | undefined>;
