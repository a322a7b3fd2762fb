import { accessToNotes } from '#modules/agenda/gathering-notes.server.ts';
import { audienceOf } from '#modules/allies/audience.server.ts';
import type { NotesRule } from '#modules/notes/access.ts';

/** Who may do what with notes: all of them are those of gatherings. */
export const notesRule: NotesRule = async (db, person, notesId) =>
	accessToNotes(db, person, notesId, { reader: await audienceOf(db, person) });
