import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { files } from '#platform/files/files.tables.ts';
import { drawing, sent } from '#platform/files/pictures-for-tests.ts';
import { findFile } from '#platform/files/reading.server.ts';
import { leaveFiles } from '#platform/files/sent-files.server.ts';
import { folderForTests } from '#platform/files/storage-for-tests.ts';
import { openStorage } from '#platform/files/storage.server.ts';
import { test } from '#platform/testing.server.ts';
import type { Person } from '../people/people.server.ts';
import { somebody } from '../people/somebody.ts';
import { aGathering, aSeat } from './a-gathering.ts';
import { gatherings } from './agenda.tables.ts';
import { mostDocuments } from './document-use.ts';
import {
	addDocument,
	documentsOf,
	documentsToWrite,
	gatheringFiles,
	removeDocument
} from './documents.server.ts';
import { cancelGathering } from './planning.server.ts';

const rooms = { agenda: gatheringFiles };
const agenda = () => sent('Nous parlerons de l’eau.', 'Ordre du jour.txt');

async function hosted(db: Database, as: Parameters<typeof aGathering>[1] = {}) {
	const host = await somebody(db);
	const gathering = await aGathering(db, { hostId: host.id, ...as });
	const storage = openStorage(undefined, folderForTests());
	const add = (upload = agenda(), title: string | null = null, by: Person = host) =>
		addDocument(db, storage, by, gathering.slug, { upload, title });
	return { host, gathering, add };
}

test('a document has its title or the name of its file, its size, and the order in which it was given', async ({
	db
}) => {
	const { gathering, add, host } = await hosted(db);
	expect(await add()).toEqual({ ok: true });
	expect(await add(sent(await drawing(20, 20), 'plan.png'), 'Le plan de la salle')).toEqual({ ok: true });
	expect(await documentsOf(db, gathering.id)).toMatchObject([
		{ title: 'Ordre du jour.txt', name: 'Ordre du jour.txt', bytes: 26 },
		{ title: 'Le plan de la salle', name: 'plan.webp' }
	]);
	expect((await documentsToWrite(db, host, gathering.slug))!.documents).toHaveLength(2);
});

test('what is not what it says, is a program or is empty is refused, and so is one document too many', async ({
	db
}) => {
	const { gathering, add } = await hosted(db);
	const refusals = [
		await add(sent('<html><script>1</script></html>', 'notes.pdf')),
		await add(sent('MZ', 'programme.exe')),
		await add(sent('', 'vide.pdf')),
		await add(sent(new Uint8Array(9 << 20), 'lourd.pdf'))
	];
	expect(refusals).toMatchObject([
		{ reason: 'not-what-it-says' },
		{ reason: 'not-allowed' },
		{ reason: 'empty' },
		{ reason: 'too-large' }
	]);
	for (let n = 0; n < mostDocuments; n += 1) await add();
	expect(await add()).toEqual({ ok: false, reason: 'too-many' });
	expect(await documentsOf(db, gathering.id)).toHaveLength(mostDocuments);
	expect(await db.$count(files, eq(files.room, 'agenda'))).toBe(mostDocuments);
});

test('only who runs a gathering gives and takes away its documents, and none once it is cancelled', async ({
	db
}) => {
	const { gathering, add, host } = await hosted(db);
	const [stranger, facilitator] = [await somebody(db), await somebody(db, { isFacilitator: true })];
	expect(await add(agenda(), null, stranger)).toEqual({ ok: false, reason: 'not-found' });
	expect(await add(agenda(), null, facilitator)).toEqual({ ok: true });
	const [{ id } = { id: '' }] = await documentsOf(db, gathering.id);
	expect(await removeDocument(db, stranger, gathering.slug, id)).toBe(false);
	const elsewhere = await aGathering(db, { hostId: stranger.id });
	expect(await removeDocument(db, stranger, elsewhere.slug, id)).toBe(true);
	expect(await documentsOf(db, gathering.id)).toHaveLength(1);
	expect(await documentsToWrite(db, stranger, gathering.slug)).toBeUndefined();
	expect(await removeDocument(db, host, gathering.slug, id)).toBe(true);
	expect(await findFile(db, rooms, host, id)).toBeUndefined();
	await cancelGathering(db, host, gathering.slug, { reason: 'Personne.' });
	expect(await add()).toEqual({ ok: false, reason: 'cancelled' });
});

test('a document is read by those who may see its gathering, and by nobody else', async ({ db }) => {
	const { gathering, add, host } = await hosted(db);
	await add();
	const [{ id } = { id: '' }] = await documentsOf(db, gathering.id);
	const [stranger, registered] = [await somebody(db), await somebody(db)];
	const ally = await somebody(db, { isFacilitator: true });
	const access = async (viewer: Person | null) => (await findFile(db, rooms, viewer, id))?.access;
	expect([await access(null), await access(stranger)]).toEqual(['public', 'public']);
	await db.update(gatherings).set({ audience: 'allies' }).where(eq(gatherings.id, gathering.id));
	await aSeat(db, gathering.id, registered);
	expect([await access(null), await access(stranger)]).toEqual([undefined, undefined]);
	expect([await access(host), await access(ally), await access(registered)]).toEqual(
		Array(3).fill('private')
	);
});

test('a document stays without the name of who gave it when they erase themselves, and goes with its gathering', async ({
	db
}) => {
	const { gathering, add, host } = await hosted(db);
	await add();
	const [{ id } = { id: '' }] = await documentsOf(db, gathering.id);
	await leaveFiles(db, rooms, host.id);
	const [kept] = await db.select({ by: files.uploadedBy }).from(files).where(eq(files.id, id));
	expect(kept).toEqual({ by: null });
	await db.delete(gatherings).where(eq(gatherings.id, gathering.id));
	expect(await db.$count(files, eq(files.id, id))).toBe(0);
});
