import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { drawing, sent } from '#platform/files/pictures-for-tests.ts';
import { findFile } from '#platform/files/reading.server.ts';
import { openStorage } from '#platform/files/storage.server.ts';
import { folderForTests } from '#platform/files/storage-for-tests.ts';
import { test } from '#platform/testing.server.ts';
import { somebody } from '../people/somebody.ts';
import { changeProfile } from './changing.server.ts';
import { keptPage } from './kept-page.ts';
import { deleteOwnPage, openOwnPage } from './own-page.server.ts';
import { allyPage } from './page.server.ts';
import { changePicture, pagePictures } from './picture.server.ts';

const rooms = { allies: pagePictures };

test('a logo is on the page, and the former one is forgotten', async ({ db }) => {
	const { keeper } = await keptPage(db);
	const put = await putter(db, keeper, 'la-source');
	expect(await put()).toEqual({ ok: true, slug: 'la-source' });
	const first = await pictureOn(db, 'la-source');
	expect(await findFile(db, rooms, null, first!)).toMatchObject({ access: 'public', type: 'image/webp' });
	await put();
	const second = await pictureOn(db, 'la-source');
	expect(second).not.toBe(first);
	expect(await findFile(db, rooms, keeper, first!)).toBeUndefined();
	await put(null);
	expect(await pictureOn(db, 'la-source')).toBeNull();
	expect(await findFile(db, rooms, keeper, second!)).toBeUndefined();
});

test('a picture that is no picture is refused and nobody else puts one', async ({ db }) => {
	const { keeper } = await keptPage(db);
	const put = await putter(db, keeper, 'la-source');
	expect(await put(sent('<svg onload="alert(1)">', 'logo.png'))).toEqual({
		ok: false,
		reason: 'not-what-it-says'
	});
	const stranger = await putter(db, await somebody(db), 'la-source');
	expect(await stranger()).toEqual({ ok: false, reason: 'forbidden' });
	expect(await pictureOn(db, 'la-source')).toBeNull();
});

test('a picture is read by those to whom the page shows it', async ({ db }) => {
	const { page, keeper } = await keptPage(db);
	const ally = await somebody(db, { isFacilitator: true });
	const stranger = await somebody(db);
	await (
		await putter(db, keeper, 'la-source')
	)();
	const picture = (await pictureOn(db, 'la-source'))!;
	const access = async (viewer: typeof keeper | null) => (await findFile(db, rooms, viewer, picture))?.access;

	await changeProfile(db, keeper, page, { shown: { picture: 'allies' } });
	expect([await access(null), await access(stranger), await access(ally)]).toEqual([
		undefined,
		undefined,
		'private'
	]);
	await changeProfile(db, keeper, page, { shown: { picture: 'private' } });
	expect([await access(stranger), await access(keeper)]).toEqual([undefined, 'private']);
});

test('the picture of a person goes with their page', async ({ db }) => {
	const ada = await somebody(db);
	const slug = await openOwnPage(db, ada);
	await (
		await putter(db, ada, slug)
	)();
	const picture = (await pictureOn(db, slug, 'allies'))!;
	await deleteOwnPage(db, ada);
	expect(await findFile(db, rooms, ada, picture)).toBeUndefined();
});

async function putter(db: Database, person: Parameters<typeof changePicture>[2], slug: string) {
	const storage = openStorage(undefined, folderForTests());
	const logo = sent(await drawing(40, 40), 'logo.png');
	return (upload: File | null = logo) => changePicture(db, storage, person, { slug, upload });
}

async function pictureOn(db: Database, slug: string, reader: 'public' | 'allies' = 'public') {
	const page = await allyPage(db, reader, slug);
	return page && 'pictureId' in page ? page.pictureId : undefined;
}
