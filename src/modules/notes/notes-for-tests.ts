import { v7 as uuidv7 } from 'uuid';
import type { NotesRule } from './access.ts';

/** A rule for tests: everybody reads, whoever is signed in writes and keeps. */
export const open: NotesRule = async (_db, person) => ({
	mayWrite: person !== null,
	mayKeep: person !== null
});

/** The id of something that has notes. */
export const someNotes = (): string => uuidv7();
