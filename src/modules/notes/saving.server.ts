import { eq } from 'drizzle-orm';
import * as Y from 'yjs';
import type { Database } from '#platform/database.server.ts';
import type { Person } from '../people/people.server.ts';
import type { NotesRule } from './access.ts';
import { keepUpdates, openNotes, piecesOf } from './keeping.server.ts';
import { settledMarkdown } from './markdown.server.ts';
import { mergeTexts } from './merging.ts';
import type { NotesInput } from './notes.input.ts';
import { notes } from './notes.tables.ts';
import { settleNotes } from './settling.server.ts';
import { documentOf, markdownIn, writeMarkdown } from './yjs-document.server.ts';

export type SaveResult =
	| { ok: true; isMerged: boolean }
	| { ok: false; reason: 'forbidden' }
	| { ok: false; reason: 'closed' }
	/** Others changed the same lines: their text, and what was typed with what they changed elsewhere. */
	| { ok: false; reason: 'changed-meanwhile'; theirs: string; merged: string };

/**
 * Saves notes that were typed in Markdown. What others wrote since is kept: where both changed the same lines nothing is saved,
 * and the person decides. Who types in the editor meanwhile keeps what they type.
 */
export async function saveNotes(
	db: Database,
	rule: NotesRule,
	person: Person,
	notesId: string,
	input: NotesInput
): Promise<SaveResult> {
	return db.transaction(async (tx): Promise<SaveResult> => {
		if (!(await rule(tx, person, notesId))?.mayWrite) return { ok: false, reason: 'forbidden' };
		const document = await holdDocument(tx, notesId);
		const theirs = markdownIn(document);
		const typed = settledMarkdown(input.text ?? '');
		const base = settledMarkdown(input.base ?? '');
		const { text, isConflict } = mergeTexts({ base, mine: typed, theirs });
		if (isConflict) return { ok: false, reason: 'changed-meanwhile', theirs, merged: text };
		const isKept = await keepMarkdown(tx, person, notesId, { document, text });
		return isKept ? { ok: true, isMerged: text !== typed } : { ok: false, reason: 'closed' };
	});
}

/** The document of notes, of which forms wait for each other until the end of the transaction. */
export async function holdDocument(tx: Database, notesId: string): Promise<Y.Doc> {
	await openNotes(tx, notesId);
	await tx.select({ id: notes.id }).from(notes).where(eq(notes.id, notesId)).for('no key update');
	return documentOf((await piecesOf(tx, notesId)).map(({ bytes }) => bytes));
}

/** Makes notes say what a text says, as the writing of a person. False when they are closed. */
export async function keepMarkdown(
	tx: Database,
	person: Person,
	notesId: string,
	{ document, text, begins = false }: { document: Y.Doc; text: string; begins?: boolean }
): Promise<boolean> {
	const before = Y.encodeStateVector(document);
	let isChanged = false;
	document.on('update', () => (isChanged = true));
	writeMarkdown(document, text);
	const update = Y.encodeStateAsUpdate(document, before);
	document.destroy();
	if (!isChanged) return true;
	const isKept = await keepUpdates(tx, notesId, [{ update, writtenBy: person.id }], 'form');
	if (isKept) await settleNotes(tx, notesId, { begins });
	return isKept;
}
