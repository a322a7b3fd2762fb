import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import sharp from 'sharp';
import { expect } from 'vitest';
import type { Database } from '../database.server.ts';
import { test } from '../testing.server.ts';
import { FolderStorage } from './folder-storage.server.ts';
import { acceptOf, largestPicture, type FileKind } from './file-kinds.ts';
import { forgetFile, keepFile } from './keeping.server.ts';
import { keyOf } from './keys.ts';
import { drawing, sent, telltalePhotograph } from './pictures-for-tests.ts';
import { folderForTests } from './storage-for-tests.ts';

const somebody = '018f0000-0000-7000-8000-000000000001';
const picture = {
	room: 'allies',
	subject: 'profile:1',
	kinds: ['picture'],
	longest: largestPicture
} as const;

async function keep(db: Database, file: File, kinds: FileKind[] = ['picture'], longest = largestPicture) {
	const folder = folderForTests();
	const storage = new FolderStorage(folder);
	const kept = await keepFile(db, storage, somebody, file, { ...picture, kinds, longest });
	return { ...kept, storage, folder };
}

async function readAll(storage: FolderStorage, key: string): Promise<Buffer> {
	const stored = await storage.read(key);
	return Buffer.from(await new Response(stored!.body).arrayBuffer());
}

async function row(db: Database) {
	const { rows } = await db.execute<Record<string, unknown>>(sql`select * from files`);
	return rows[0];
}

test('a photograph no longer tells where it was taken nor by whom, and stands upright', async ({ db }) => {
	const photograph = await telltalePhotograph();
	expect(photograph.includes('Zoe Quintal')).toBe(true);
	const before = await sharp(photograph).metadata();
	expect(before).toMatchObject({ orientation: 6, width: 1200, height: 800 });
	expect(
		before.exif!.includes(Buffer.from([0x88, 0x25])) || before.exif!.includes(Buffer.from([0x25, 0x88]))
	).toBe(true);

	const kept = await keep(db, sent(photograph, 'IMG_1234.JPG'));
	if (!kept.ok) throw new Error(kept.reason);
	for (const width of [undefined, 160] as const) {
		const bytes = await readAll(kept.storage, keyOf(kept.id, width));
		const { format, exif, iptc, xmp, orientation, ...size } = await sharp(bytes).metadata();
		expect({ format, exif, iptc, xmp, orientation }).toEqual({ format: 'webp' });
		expect(bytes.includes('Quintal')).toBe(false);
		expect(size).toMatchObject(width ? { width: 160, height: 240 } : { width: 800, height: 1200 });
	}
	expect(await kept.storage.read(keyOf(kept.id, 960)), 'it is narrower than that').toBeUndefined();
	const bytes = await readAll(kept.storage, keyOf(kept.id));
	expect(await row(db)).toMatchObject({
		id: kept.id,
		name: 'IMG_1234.webp',
		type: 'image/webp',
		bytes: bytes.length,
		sha256: createHash('sha256').update(bytes).digest('hex'),
		width: 800,
		height: 1200,
		room: 'allies',
		subject: 'profile:1',
		uploaded_by: somebody
	});
	const kinds = readdirSync(kept.folder, { recursive: true, withFileTypes: true });
	expect(kinds.filter((one) => one.isFile())).toHaveLength(2);
	expect(statSync(join(kept.folder, keyOf(kept.id))).mode & 0o777, 'for the owner alone').toBe(0o600);
});

test('a picture that moves stands still on its first image', async ({ db }) => {
	const frames = [await drawing(40, 30, '#ff0000'), await drawing(40, 30, '#0000ff')];
	const moving = await sharp(frames, { join: { animated: true } })
		.gif()
		.toBuffer();
	expect((await sharp(moving).metadata()).pages).toBe(2);
	const kept = await keep(db, sent(moving, 'danse.gif'));
	if (!kept.ok) throw new Error(kept.reason);
	const still = await readAll(kept.storage, keyOf(kept.id));
	expect((await sharp(still).metadata()).pages ?? 1).toBe(1);
	const { dominant } = await sharp(still).stats();
	expect(dominant.r).toBeGreaterThan(200);
	expect(dominant.b).toBeLessThan(60);
});

test('a large picture is kept at two thousand pixels, and narrower', async ({ db }) => {
	const kept = await keep(db, sent(await drawing(4000, 1000), 'affiche.png'));
	if (!kept.ok) throw new Error(kept.reason);
	const widths = [];
	for (const width of [undefined, 960, 160] as const)
		widths.push((await sharp(await readAll(kept.storage, keyOf(kept.id, width))).metadata()).width);
	expect(widths).toEqual([2000, 960, 160]);
});

const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
const pdf = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n';

test.for<[string, () => Promise<File> | File, FileKind[], string]>([
	['an empty file', () => sent('', 'vide.png'), ['picture'], 'empty'],
	['a drawing that may hold a script', () => sent(svg, 'logo.svg'), ['picture'], 'not-allowed'],
	['the same under another name', () => sent(svg, 'logo.png'), ['picture'], 'not-what-it-says'],
	['the same as text', () => sent(svg, 'logo.txt'), ['text'], 'not-what-it-says'],
	['a page as a table', () => sent('\n <!DOCTYPE html><p>a', 'table.csv'), ['csv'], 'not-what-it-says'],
	['a document in the place of a picture', () => sent(pdf, 'photo.jpg'), ['picture'], 'not-what-it-says'],
	['a document where none is asked for', () => sent(pdf, 'notice.pdf'), ['picture'], 'not-allowed'],
	[
		'a picture where a document is asked for',
		async () => sent(await drawing(5, 5), 'a.png'),
		['pdf'],
		'not-allowed'
	],
	['bytes as text', () => sent(new Uint8Array([65, 0, 66]), 'note.txt'), ['text'], 'not-what-it-says'],
	['text without an ending', () => sent('bonjour', 'note'), ['text', 'picture'], 'not-allowed'],
	[
		'a picture that is cut',
		async () => sent((await telltalePhotograph()).subarray(0, 2000), 'photo.jpg'),
		['picture'],
		'not-what-it-says'
	]
])('%s is refused', async ([, make, kinds, reason], { db }) => {
	const kept = await keep(db, await make(), kinds);
	expect(kept).toMatchObject({ ok: false, reason });
	expect(await row(db)).toBeUndefined();
	expect(readdirSync(kept.folder)).toEqual([]);
});

test('a small file that unfolds into a hundred million pixels is refused', async ({ db }) => {
	const bomb = await drawing(10_000, 10_000);
	expect(bomb.length).toBeLessThan(3_000_000);
	expect(await keep(db, sent(bomb, 'bombe.png'))).toMatchObject({ ok: false, reason: 'too-large' });
});

test('a file that is too large for its use is refused before it is read', async ({ db }) => {
	const large = sent(new Uint8Array(1001), 'grande.png');
	Object.defineProperty(large, 'arrayBuffer', { value: () => expect.unreachable() });
	expect(await keep(db, large, ['picture'], 1000)).toMatchObject({ ok: false, reason: 'too-large' });
});

test.for<[FileKind, string | Uint8Array, string, string, string]>([
	['pdf', pdf, 'Statuts 2023.PDF', 'application/pdf', 'Statuts 2023.pdf'],
	['csv', 'nom;ville\nAda;Évreux\n', '../../etc/alliés.csv', 'text/csv; charset=utf-8', 'alliés.csv'],
	['csv', new Uint8Array([0x45, 0x76, 0xe9, 0x3b]), 'a.csv', 'text/csv; charset=windows-1252', 'a.csv'],
	['text', 'Bonjour\r\n', 'C:\\notes\\"note" <1>.txt', 'text/plain; charset=utf-8', '-note- -1-.txt']
])('a file of kind %s is kept as it is', async ([kind, content, given, type, name], { db }) => {
	const kept = await keep(db, sent(content, given), [kind]);
	if (!kept.ok) throw new Error(kept.reason);
	expect(await row(db)).toMatchObject({ name, type, width: null, height: null });
	expect(await readAll(kept.storage, keyOf(kept.id))).toEqual(Buffer.from(content as string));
});

test('a file that is forgotten is no longer there, and its bytes are to be removed', async ({ db }) => {
	const kept = await keep(db, sent(await drawing(1000, 20), 'logo.png'));
	if (!kept.ok) throw new Error(kept.reason);
	await forgetFile(db, kept.id);
	await forgetFile(db, kept.id);
	expect(await row(db)).toBeUndefined();
	const { rows } = await db.execute(sql`select payload from graphile_worker._private_jobs`);
	expect(rows).toEqual([{ payload: { keys: [keyOf(kept.id), keyOf(kept.id, 160), keyOf(kept.id, 960)] } }]);
});

test('a field for pictures proposes JPEG, which telephones make of their own format, and no drawing', () => {
	expect(acceptOf(['picture'])).toMatch(/^image\/jpeg,.*\.jpg/);
	expect(acceptOf(['picture', 'pdf', 'office', 'csv', 'text'])).not.toContain('svg');
});
