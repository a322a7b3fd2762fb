import { eq, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import * as Y from 'yjs';
import type { Database } from '#platform/database.server.ts';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import { somebody } from '../people/somebody.ts';
import type { NotesRule } from './access.ts';
import { closeNotes, takeBackVersion } from './changing.server.ts';
import { keepUpdates, openNotes } from './keeping.server.ts';
import { open, someNotes } from './notes-for-tests.ts';
import { notes, noteUpdates, noteVersions } from './notes.tables.ts';
import { plantNotes } from './planting.server.ts';
import { notesHistory, notesToRead, notesVersion, textNow } from './reading.server.ts';
import { saveNotes } from './saving.server.ts';
import { settleAllNotes, settleNotes } from './settling.server.ts';
import { documentOf, writeMarkdown } from './yjs-document.server.ts';

const input = (text: string, base = '') => ({ text, base });

/** Writes at the end of the text, as an editor does: an update of Yjs, stored and not settled. */
async function type(db: Database, personId: string, notesId: string, text: string): Promise<void> {
	const document = documentOf((await openNotes(db, notesId)).map(({ bytes }) => bytes));
	const before = Y.encodeStateVector(document);
	writeMarkdown(document, `${await textNow(db, notesId)}\n\n${text}`);
	const update = Y.encodeStateAsUpdate(document, before);
	expect(await keepUpdates(db, notesId, [{ update, writtenBy: personId }], 'elsewhere')).toBe(true);
}

test('what is typed in Markdown is read with its titles, lists and links, and nothing runs', async ({
	db
}) => {
	const [ada, id] = [await somebody(db), someNotes()];
	const typed =
		'# Décisions\n\n- un **lieu**\n- une date\n\n[site](https://exemple.fr) <script>alert(1)</script> [x](javascript:x)';
	expect(await saveNotes(db, open, ada, id, input(typed))).toEqual({ ok: true, isMerged: false });
	const { html, text } = (await notesToRead(db, open, null, id))!;
	expect(html).toContain('<h2>Décisions</h2>');
	expect(html).toMatch(/<li>un <strong>lieu<\/strong><\/li>/);
	expect(html).toContain('href="https://exemple.fr"');
	expect(html).not.toMatch(/<script|href="javascript/);
	expect(text).toContain('- une date');
});

test('what is typed in the editor is in the Markdown, and what is typed in Markdown is in the editor', async ({
	db
}) => {
	const [ada, bo, id] = [await somebody(db), await somebody(db), someNotes()];
	await saveNotes(db, open, ada, id, input('Un'));
	await type(db, bo.id, id, 'Deux');
	expect(await textNow(db, id)).toBe('Un\n\nDeux');
	await saveNotes(db, open, ada, id, input('Un\n\nDeux\n\nTrois', 'Un\n\nDeux'));
	const document = documentOf((await openNotes(db, id)).map(({ bytes }) => bytes));
	expect(document.getXmlFragment('default').toString()).toMatch(/Un.*Deux.*Trois/);
});

test('two who change different lines both keep theirs; the same line is shown to the second, who decides', async ({
	db
}) => {
	const [ada, bo, id] = [await somebody(db), await somebody(db), someNotes()];
	const base = 'Présents : Ada\n\nDécision : aucune\n\nSuite : lundi';
	await saveNotes(db, open, ada, id, input(base));
	await saveNotes(db, open, ada, id, input(base.replace('aucune', 'un lieu'), base));
	const later = await saveNotes(db, open, bo, id, input(base.replace('lundi', 'mardi'), base));
	expect(later).toEqual({ ok: true, isMerged: true });
	expect(await textNow(db, id)).toBe('Présents : Ada\n\nDécision : un lieu\n\nSuite : mardi');

	const stale = await saveNotes(db, open, bo, id, input(base.replace('aucune', 'une date'), base));
	const theirs = 'Présents : Ada\n\nDécision : un lieu\n\nSuite : mardi';
	const merged = 'Présents : Ada\n\nDécision : une date\n\nSuite : mardi';
	expect(stale).toEqual({ ok: false, reason: 'changed-meanwhile', theirs, merged });
	expect(await textNow(db, id)).toBe(theirs);
	expect(await saveNotes(db, open, bo, id, input(merged, theirs))).toEqual({ ok: true, isMerged: false });
	expect(await textNow(db, id)).toBe(merged);
});

test('two who save the same line at the same moment do not mix their words', async () => {
	const { db, close } = await cloneDatabase();
	const [ada, bo, id] = [await somebody(db), await somebody(db), someNotes()];
	await saveNotes(db, open, ada, id, input('Suite : lundi'));
	const answers = await Promise.all([
		saveNotes(db, open, ada, id, input('Suite : mardi', 'Suite : lundi')),
		saveNotes(db, open, bo, id, input('Suite : jeudi', 'Suite : lundi'))
	]);
	expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
	expect(['Suite : mardi', 'Suite : jeudi']).toContain(await textNow(db, id));
	await close();
});

test('notes that were planted as Markdown become one document, whoever opens them first', async () => {
	const { db, close } = await cloneDatabase();
	const id = someNotes();
	await plantNotes(db, id, '# Bilan\n\nNous avons choisi.');
	expect(await textNow(db, id)).toBe('# Bilan\n\nNous avons choisi.');
	const opened = await Promise.all([1, 2, 3, 4].map(() => openNotes(db, id)));
	const states = opened.flat().map(({ bytes }) => Buffer.from(bytes).toString('hex'));
	expect(new Set(states).size).toBe(1);
	expect(await textNow(db, id)).toBe('# Bilan\n\nNous avons choisi.');
	await close();
});

test('settling makes one state of many updates and says the same', async ({ db }) => {
	const [ada, id] = [await somebody(db), someNotes()];
	for (let line = 1; line <= 20; line++) await type(db, ada.id, id, `Ligne ${line}`);
	const before = await textNow(db, id);
	expect(await db.$count(noteUpdates, eq(noteUpdates.notesId, id))).toBe(20);
	await db.update(noteUpdates).set({ writtenAt: sql`now() - interval '3 minutes'` });
	await settleAllNotes(db);
	expect(await db.$count(noteUpdates, eq(noteUpdates.notesId, id))).toBe(0);
	expect(await textNow(db, id)).toBe(before);
	const [settled] = await db.select().from(notes).where(eq(notes.id, id));
	expect(settled!.text).toBe(before);
});

test('a version holds a few minutes, says who wrote, and an earlier text is taken back without losing the later one', async ({
	db
}) => {
	const [ada, bo, id] = [
		await somebody(db, { name: 'Ada' }),
		await somebody(db, { name: 'Bo' }),
		someNotes()
	];
	await type(db, ada.id, id, 'Un lieu');
	await type(db, bo.id, id, 'Une date');
	await settleNotes(db, id);
	await type(db, ada.id, id, 'Un repas');
	await settleNotes(db, id);
	const first = (await notesHistory(db, open, ada, { notesId: id }))!.versions;
	expect(first.map(({ writers }) => writers)).toEqual([['Ada', 'Bo']]);

	await db.update(noteVersions).set({ begunAt: sql`begun_at - interval '6 minutes'` });
	await saveNotes(db, open, bo, id, input('Tout effacé', await textNow(db, id)));
	const { versions } = (await notesHistory(db, open, ada, { notesId: id }))!;
	expect(versions.map(({ writers }) => writers)).toEqual([['Bo'], ['Ada', 'Bo']]);
	const seen = (await notesVersion(db, open, ada, { notesId: id, versionId: versions[0]!.id }))!;
	expect(
		seen.words
			.filter(({ kind }) => kind === 'removed')
			.map(({ text }) => text)
			.join('')
	).toContain('lieu');

	expect(await takeBackVersion(db, open, ada, { notesId: id, versionId: versions[1]!.id })).toBe(true);
	expect(await textNow(db, id)).toBe('Un lieu\n\nUne date\n\nUn repas');
	const after = (await notesHistory(db, open, ada, { notesId: id }))!.versions;
	expect(after).toHaveLength(3);
	expect((await notesVersion(db, open, ada, { notesId: id, versionId: after[1]!.id }))!.text).toBe(
		'Tout effacé'
	);
});

test('nobody writes in notes that are closed, by any door, until they are opened again', async ({ db }) => {
	const [ada, id] = [await somebody(db), someNotes()];
	await saveNotes(db, open, ada, id, input('Un'));
	const [state] = await openNotes(db, id);
	expect(await closeNotes(db, open, ada, { notesId: id, isClosed: true })).toBe(true);
	expect(await saveNotes(db, open, ada, id, input('Deux', 'Un'))).toEqual({ ok: false, reason: 'closed' });
	expect(await keepUpdates(db, id, [{ update: state!.bytes, writtenBy: ada.id }], 'x')).toBe(false);
	expect((await notesToRead(db, open, ada, id))!).toMatchObject({
		isClosed: true,
		mayWrite: false,
		text: 'Un'
	});
	await closeNotes(db, open, ada, { notesId: id, isClosed: false });
	expect(await saveNotes(db, open, ada, id, input('Deux', 'Un'))).toEqual({ ok: true, isMerged: false });
});

test('who may not read sees nothing, who may not write changes nothing', async ({ db }) => {
	const [ada, eve, id] = [await somebody(db), await somebody(db), someNotes()];
	const rule: NotesRule = async (_db, person) =>
		person?.id === ada.id
			? { mayWrite: true, mayKeep: true }
			: person
				? { mayWrite: false, mayKeep: false }
				: undefined;
	await saveNotes(db, rule, ada, id, input('Un'));
	const versionId = (await notesHistory(db, rule, ada, { notesId: id }))!.versions[0]!.id;
	expect(await notesToRead(db, rule, null, id)).toBeUndefined();
	expect(await saveNotes(db, rule, eve, id, input('Deux', 'Un'))).toEqual({ ok: false, reason: 'forbidden' });
	expect(await closeNotes(db, rule, eve, { notesId: id, isClosed: true })).toBe(false);
	expect(await takeBackVersion(db, rule, eve, { notesId: id, versionId })).toBe(false);
	const other = someNotes();
	expect(await notesVersion(db, rule, ada, { notesId: other, versionId })).toBeUndefined();
	expect(await takeBackVersion(db, rule, ada, { notesId: other, versionId })).toBe(false);
	expect(await textNow(db, id)).toBe('Un');
});
