import { desc, eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import * as Y from 'yjs';
import type { Database } from '#platform/database.server.ts';
import { piecesOf, type Piece } from './keeping.server.ts';
import { notes, noteUpdates, noteVersions, noteVersionWriters } from './notes.tables.ts';
import { documentOf, markdownIn } from './yjs-document.server.ts';

/** A version holds the writing of so many milliseconds at most. */
const versionLasts = 5 * 60_000;

/**
 * Makes one state of everything that was written since the last time, and keeps what it says as a version: that of the last few
 * minutes goes on, unless `begins` asks for a new one.
 */
export async function settleNotes(db: Database, notesId: string, { begins = false } = {}): Promise<void> {
	await db.transaction(async (tx) => {
		const [held] = await tx
			.select({ text: notes.text })
			.from(notes)
			.where(eq(notes.id, notesId))
			.for('no key update');
		if (!held) return;
		const pieces = await piecesOf(tx, notesId);
		const fresh = pieces.filter(({ id }) => id !== null);
		if (fresh.length === 0) return;
		const document = documentOf(pieces.map(({ bytes }) => bytes));
		const text = markdownIn(document);
		const state = Y.encodeStateAsUpdate(document);
		document.destroy();
		await tx
			.update(notes)
			.set({ text, state, settledAt: sql`clock_timestamp()` })
			.where(eq(notes.id, notesId));
		const ids = fresh.map(({ id }) => id!);
		await tx.delete(noteUpdates).where(sql`${noteUpdates.id} = any(${sql.param(ids)}::uuid[])`);
		if (text !== held.text) await keepVersion(tx, notesId, { text, before: held.text, fresh, begins });
	});
}

/** Settles what a process that was killed left unsettled. */
export async function settleAllNotes(db: Database): Promise<void> {
	const isQuiet = sql`${noteUpdates.writtenAt} < now() - interval '2 minutes'`;
	const waiting = await db.selectDistinct({ id: noteUpdates.notesId }).from(noteUpdates).where(isQuiet);
	for (const { id } of waiting) await settleNotes(db, id);
}

type Kept = { text: string; before: string; fresh: Piece[]; begins: boolean };

async function keepVersion(tx: Database, notesId: string, { text, before, fresh, begins }: Kept) {
	const times = fresh.map(({ writtenAt }) => writtenAt.getTime());
	const span = { begunAt: new Date(Math.min(...times)), endedAt: new Date(Math.max(...times)) };
	const latest = await latestVersion(tx, notesId);
	if (!latest && before !== '')
		await insertVersion(tx, notesId, { text: before, begunAt: span.begunAt, endedAt: span.begunAt });
	const goesOn = latest && !begins && latest.begunAt.getTime() > span.endedAt.getTime() - versionLasts;
	if (goesOn)
		await tx.update(noteVersions).set({ text, endedAt: span.endedAt }).where(eq(noteVersions.id, latest.id));
	const versionId = goesOn ? latest.id : await insertVersion(tx, notesId, { text, ...span });
	const writers = [...new Set(fresh.map(({ writtenBy }) => writtenBy))].filter((by) => by !== null);
	if (writers.length === 0) return;
	const rows = writers.map((personId) => ({ versionId, personId }));
	await tx.insert(noteVersionWriters).values(rows).onConflictDoNothing();
}

async function latestVersion(tx: Database, notesId: string) {
	const [latest] = await tx
		.select({ id: noteVersions.id, begunAt: noteVersions.begunAt })
		.from(noteVersions)
		.where(eq(noteVersions.notesId, notesId))
		.orderBy(desc(noteVersions.id))
		.limit(1);
	return latest;
}

async function insertVersion(
	tx: Database,
	notesId: string,
	version: { text: string; begunAt: Date; endedAt: Date }
): Promise<string> {
	const id = uuidv7();
	await tx.insert(noteVersions).values({ id, notesId, ...version });
	return id;
}
