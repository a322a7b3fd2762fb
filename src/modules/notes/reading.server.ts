import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { renderDocument } from '#platform/markdown.server.ts';
import { wordsBetween } from '#platform/words-between.ts';
import type { Person } from '../people/people.server.ts';
import { persons } from '../people/people.tables.ts';
import type { NotesRule } from './access.ts';
import { areClosed, piecesOf } from './keeping.server.ts';
import { notes, noteUpdates, noteVersions, noteVersionWriters } from './notes.tables.ts';
import { documentOf, markdownIn } from './yjs-document.server.ts';

/** Notes as they are now, to somebody who may read them; undefined to anybody else. */
export async function notesToRead(db: Database, rule: NotesRule, person: Person | null, notesId: string) {
	const access = await rule(db, person, notesId);
	if (!access) return undefined;
	const text = await textNow(db, notesId);
	const isClosed = await areClosed(db, notesId);
	const [changed] = await lastVersions(db, notesId, { most: 1 });
	return {
		...access,
		mayWrite: access.mayWrite && !isClosed,
		isClosed,
		text,
		html: renderDocument(text),
		changed
	};
}

/** Whether anything was written in notes; the caller has the right to see what they are about. */
export async function areBegun(db: Database, notesId: string): Promise<boolean> {
	const isTheirs = and(eq(notes.id, notesId), sql`${notes.text} <> ''`);
	return (
		(await db.$count(notes, isTheirs)) > 0 ||
		(await db.$count(noteUpdates, eq(noteUpdates.notesId, notesId))) > 0
	);
}

/** What notes said, a few minutes at a time, the latest first; before the version named `before` when there is one. */
export async function notesHistory(
	db: Database,
	rule: NotesRule,
	person: Person | null,
	{ notesId, before }: { notesId: string; before?: string | undefined }
) {
	const access = await rule(db, person, notesId);
	if (!access) return undefined;
	const found = await lastVersions(db, notesId, { most: pageOfVersions + 1, before });
	const versions = found.slice(0, pageOfVersions);
	return { versions, next: found.length > pageOfVersions ? versions.at(-1)!.id : null };
}

/** One of these versions, and which words came and went since the one before it. */
export async function notesVersion(
	db: Database,
	rule: NotesRule,
	person: Person | null,
	{ notesId, versionId }: { notesId: string; versionId: string }
) {
	const access = await rule(db, person, notesId);
	if (!access) return undefined;
	const isIt = and(eq(noteVersions.notesId, notesId), eq(noteVersions.id, versionId));
	const [version] = await db.select().from(noteVersions).where(isIt);
	if (!version) return undefined;
	const [former] = await db
		.select({ text: noteVersions.text })
		.from(noteVersions)
		.where(and(eq(noteVersions.notesId, notesId), lt(noteVersions.id, versionId)))
		.orderBy(desc(noteVersions.id))
		.limit(1);
	const writers = (await writersOf(db, [versionId])).get(versionId) ?? [];
	const mayTakeBack = access.mayWrite && !(await areClosed(db, notesId));
	return { ...version, writers, mayTakeBack, words: wordsBetween(former?.text ?? '', version.text) };
}

/** What notes say now, in Markdown: as they were settled, or with what was written since. */
export async function textNow(db: Database, notesId: string): Promise<string> {
	const pieces = await piecesOf(db, notesId);
	if (pieces.some(({ id }) => id !== null)) return markdownIn(documentOf(pieces.map(({ bytes }) => bytes)));
	const [settled] = await db.select({ text: notes.text }).from(notes).where(eq(notes.id, notesId));
	return settled?.text ?? '';
}

const pageOfVersions = 30;

async function lastVersions(
	db: Database,
	notesId: string,
	{ most, before }: { most: number; before?: string | undefined }
) {
	const found = await db
		.select({ id: noteVersions.id, begunAt: noteVersions.begunAt, endedAt: noteVersions.endedAt })
		.from(noteVersions)
		.where(and(eq(noteVersions.notesId, notesId), before ? lt(noteVersions.id, before) : undefined))
		.orderBy(desc(noteVersions.id))
		.limit(most);
	const writers = await writersOf(
		db,
		found.map(({ id }) => id)
	);
	return found.map((version) => ({ ...version, writers: writers.get(version.id) ?? [] }));
}

async function writersOf(db: Database, versionIds: string[]): Promise<Map<string, string[]>> {
	if (versionIds.length === 0) return new Map();
	const found = await db
		.select({ versionId: noteVersionWriters.versionId, name: persons.name })
		.from(noteVersionWriters)
		.innerJoin(persons, eq(persons.id, noteVersionWriters.personId))
		.where(inArray(noteVersionWriters.versionId, versionIds))
		.orderBy(persons.name);
	return Map.groupBy(found, ({ versionId }) => versionId)
		.entries()
		.reduce(
			(names, [id, rows]) =>
				names.set(
					id,
					rows.map(({ name }) => name)
				),
			new Map<string, string[]>()
		);
}
