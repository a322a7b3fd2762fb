import { and, eq, inArray, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import * as Y from 'yjs';
import type { Database } from '#platform/database.server.ts';
import { noteClosings, notes, noteUpdates } from './notes.tables.ts';
import { writeMarkdown } from './yjs-document.server.ts';

/** The channel on which processes tell each other what was written, closed, or who left. */
export const newsChannel = 'notes';

export type Written = { update: Uint8Array; writtenBy: string };

/** A piece of notes: what they were when they were settled, or one update since, which then has an id. */
export type Piece = { id: string | null; bytes: Uint8Array; writtenBy: string | null; writtenAt: Date };

/** All the pieces of notes at one moment; together they are the whole. None for notes that nobody began. */
export async function piecesOf(db: Database, notesId: string): Promise<Piece[]> {
	const { rows } = await db.execute<Omit<Piece, 'writtenAt'> & { writtenAt: string }>(sql`
		select null as id, state as bytes, null as "writtenBy", settled_at as "writtenAt"
			from notes where id = ${notesId} and state is not null
		union all
		select id, update, written_by, written_at from note_updates where notes_id = ${notesId}`);
	return rows.map(({ writtenAt, ...piece }) => ({ ...piece, writtenAt: new Date(writtenAt) }));
}

/** The pieces of notes that are about to be written; notes that were planted as Markdown become a document, once. */
export async function openNotes(db: Database, notesId: string): Promise<Piece[]> {
	const pieces = await piecesOf(db, notesId);
	if (pieces.length > 0) return pieces;
	return db.transaction(async (tx) => {
		await tx.insert(notes).values({ id: notesId }).onConflictDoNothing();
		const [held] = await tx
			.select({ text: notes.text, state: notes.state })
			.from(notes)
			.where(eq(notes.id, notesId))
			.for('no key update');
		if (!held!.state) {
			const document = new Y.Doc();
			writeMarkdown(document, held!.text);
			const state = Y.encodeStateAsUpdate(document);
			await tx.update(notes).set({ state }).where(eq(notes.id, notesId));
		}
		return piecesOf(tx, notesId);
	});
}

/**
 * Stores what was written, all or nothing, and tells every process of it. False when the notes are closed. `origin` names the
 * process that has it already.
 */
export async function keepUpdates(
	db: Database,
	notesId: string,
	written: Written[],
	origin: string
): Promise<boolean> {
	const ids = written.map(() => uuidv7());
	const updates = written.map(({ update }) => Buffer.from(update));
	const by = written.map(({ writtenBy }) => writtenBy);
	const { rows } = await db.execute(sql`
		with kept as (
			insert into note_updates (id, notes_id, update, written_by)
			select w.id, ${notesId}, w.update, w.by
				from unnest(${sql.param(ids)}::uuid[], ${sql.param(updates)}::bytea[], ${sql.param(by)}::uuid[]) as w(id, update, by)
				where not exists (select from note_closings where notes_id = ${notesId})
			returning id)
		select pg_notify(${newsChannel}, ${`written ${origin} ${notesId} `} || string_agg(id::text, ',')) from kept
			having count(*) > 0`);
	return rows.length > 0;
}

/** Updates by their ids; those that were settled meanwhile are missing. */
export async function updatesNamed(db: Database, notesId: string, ids: string[]): Promise<Uint8Array[]> {
	const found = await db
		.select({ update: noteUpdates.update })
		.from(noteUpdates)
		.where(and(eq(noteUpdates.notesId, notesId), inArray(noteUpdates.id, ids)));
	return found.map(({ update }) => update);
}

/** Whether nobody writes in these notes any more. */
export async function areClosed(db: Database, notesId: string): Promise<boolean> {
	return (await db.$count(noteClosings, eq(noteClosings.notesId, notesId))) > 0;
}

/** Tells every process that rights to write may have changed: for notes, or for a person. */
export async function tellRightsChanged(tx: Database, about: string): Promise<void> {
	await tx.execute(sql`select pg_notify(${newsChannel}, ${`rights ${about}`})`);
}
