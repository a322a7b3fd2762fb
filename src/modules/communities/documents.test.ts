import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { leaveFiles } from '#platform/files/sent-files.server.ts';
import { findFile } from '#platform/files/reading.server.ts';
import { FolderStorage } from '#platform/files/folder-storage.server.ts';
import { folderForTests } from '#platform/files/storage-for-tests.ts';
import { test } from '#platform/testing.server.ts';
import type { Person } from '../people/people.server.ts';
import { somebody } from '../people/somebody.ts';
import { aConfidentialGroup, aGroup, aMember } from './a-group.ts';
import { documentUse } from './document-use.ts';
import { documentsToRead, groupFiles, removeDocument, shareDocument } from './documents.server.ts';
import { leaveGroup } from './members.server.ts';

const storage = () => new FolderStorage(folderForTests());
const rooms = { communities: groupFiles };
const notes = () => new File(['Ce qui a été dit.'], 'notes.txt', { type: 'text/plain' });

const list = async (db: Database, person: Person, slug: string) =>
	(await documentsToRead(db, { reader: 'public', person }, slug, {}))!.documents;

test('members share documents, which tell their kind, size, sender and day', async ({ db }) => {
	const { slug, keeper } = await aGroup(db);
	const ada = await aMember(db, slug, { name: 'Ada' });
	const about = 'Notes de mars';
	expect(await shareDocument(db, storage(), ada, slug, { about, upload: notes() })).toEqual({ ok: true });
	expect(await list(db, keeper, slug)).toMatchObject([
		{ about, name: 'notes.txt', kind: 'text', bytes: 19, sender: 'Ada', mayRemove: true }
	]);
	const stranger = await somebody(db);
	expect(await shareDocument(db, storage(), stranger, slug, { about, upload: notes() })).toMatchObject({
		reason: 'not-found'
	});
});

test('what is no document, or too large, is refused', async ({ db }) => {
	const { slug, keeper } = await aGroup(db);
	const share = (upload: File | null) => shareDocument(db, storage(), keeper, slug, { about: 'x', upload });
	expect(await share(null)).toMatchObject({ reason: 'empty' });
	expect(await share(new File(['MZ\u0090'], 'jeu.exe'))).toMatchObject({ reason: 'not-allowed' });
	expect(await share(new File(['non'], 'faux.pdf'))).toMatchObject({ reason: 'not-what-it-says' });
	const large = new File([new Uint8Array(documentUse.longest + 1).fill(65)], 'long.txt');
	expect(await share(large)).toMatchObject({ reason: 'too-large' });
	expect(await list(db, keeper, slug)).toEqual([]);
});

test('its sender and keepers take a document away; others do not', async ({ db }) => {
	const { slug, keeper } = await aGroup(db);
	const [ada, bo] = [await aMember(db, slug), await aMember(db, slug)];
	for (const about of ['un', 'deux'])
		await shareDocument(db, storage(), ada, slug, { about, upload: notes() });
	const [two, one] = (await list(db, bo, slug)).map(({ id }) => id) as [string, string];
	expect((await list(db, bo, slug)).some(({ mayRemove }) => mayRemove)).toBe(false);
	expect(await removeDocument(db, bo, slug, one)).toMatchObject({ reason: 'forbidden' });
	expect(await removeDocument(db, ada, slug, one)).toEqual({ ok: true });
	expect(await removeDocument(db, keeper, slug, two)).toEqual({ ok: true });
	expect(await list(db, ada, slug)).toEqual([]);
	expect(await findFile(db, rooms, ada, one)).toBeUndefined();
});

test('a document is read by who may look inside, even by its address, and no longer once they left', async ({
	db
}) => {
	const { slug, keeper, member } = await aConfidentialGroup(db);
	await shareDocument(db, storage(), keeper, slug, { about: 'Confidentiel', upload: notes() });
	const { id } = (await list(db, member, slug))[0]!;
	expect(await findFile(db, rooms, member, id)).toMatchObject({ access: 'private' });
	const others = [
		null,
		await somebody(db),
		await somebody(db, { isFacilitator: true, isAdministrator: true })
	];
	for (const other of others) {
		expect(await findFile(db, rooms, other, id)).toBeUndefined();
		expect(await documentsToRead(db, { reader: 'allies', person: other }, slug, {})).toBeUndefined();
	}
	await leaveGroup(db, member, slug);
	expect(await findFile(db, rooms, member, id)).toBeUndefined();
});

test('a document stays, without their name, when who sent it is erased', async ({ db }) => {
	const { slug, keeper } = await aGroup(db);
	const ada = await aMember(db, slug, { name: 'Ada' });
	await shareDocument(db, storage(), ada, slug, { about: 'Modèle', upload: notes() });
	await leaveFiles(db, rooms, ada.id);
	expect(await list(db, keeper, slug)).toMatchObject([{ about: 'Modèle', sender: null }]);
});
