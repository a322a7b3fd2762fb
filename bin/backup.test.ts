import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase } from '#platform/testing.server.ts';
import { plant } from '#seeds/plant.ts';
import { backUp } from './parts/backing-up.ts';
import { restore } from './parts/restoring.ts';
import { FolderStorage } from '#platform/files/folder-storage.server.ts';
import { forgetFile, keepFile } from '#platform/files/keeping.server.ts';
import { keysOf } from '#platform/files/keys.ts';
import { drawing, sent } from '#platform/files/pictures-for-tests.ts';
import { fileRemover } from '#platform/files/sweeping.server.ts';
import { folderForTests } from '#platform/files/storage-for-tests.ts';

const folder = mkdtempSync(join(tmpdir(), 'maillage-backup-'));
const file = join(folder, 'alliance.gz');
const storage = new FolderStorage(join(folder, 'files'));
let source: Awaited<ReturnType<typeof cloneDatabase>>;
let logo: string;

beforeAll(async () => {
	source = await cloneDatabase();
	await plant(source.url, 'village');
	await source.pool.query(`update alliance set name = $1`, [
		`L’alliance \u2028 "à l'essai" \\ {1} 🌿\n# fin`
	]);
	logo = await keepLogo();
	expect(await backUp(source.url, file, storage)).toMatchObject({ files: 1, missing: 0 });
	return () => source.close();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('everything comes back, to the last character, with its rules and what comes next', async () => {
	const target = await cloneDatabase();
	const restored = new FolderStorage(folderForTests());
	const rows = await restore(target.url, file, restored);
	expect(rows).toBeGreaterThan(10);
	expect(await contents(target.pool)).toEqual(await contents(source.pool));
	expect(await rules(target.pool)).toEqual(await rules(source.pool));
	for (const key of keysOf({ id: logo, width: 300 }))
		expect(await bytesIn(restored, key)).toEqual(await bytesIn(storage, key));
	await target.close();
});

test('a backup is for the eyes of its owner', () => {
	expect(statSync(file).mode & 0o777).toBe(0o600);
	expect(() => statSync(`${file}.unfinished`)).toThrow();
});

test('nothing is restored over an alliance', async () => {
	const before = await contents(source.pool);
	await expect(restore(source.url, file, storage)).rejects.toThrow(/not empty/);
	expect(await contents(source.pool)).toEqual(before);
});

test.each([
	['is cut', (whole: Buffer) => whole.subarray(0, whole.length - 100), /cannot be read|was cut/],
	['is something else', () => gzipSync('hello\n'), /not a backup/],
	['is not compressed', () => Buffer.from('hello'), /cannot be read/],
	['is of another version', () => gzipSync(oldHeading), /another version/]
])('nothing is restored when the file %s', async (_how, change, words) => {
	const spoiled = join(folder, 'spoiled.gz');
	writeFileSync(spoiled, change(readFileSync(file)));
	const target = await cloneDatabase();
	const before = await contents(target.pool);
	const restored = folderForTests();
	await expect(restore(target.url, spoiled, new FolderStorage(restored))).rejects.toThrow(words);
	expect(await contents(target.pool)).toEqual(before);
	expect(filesIn(restored)).toEqual([]);
	await target.close();
});

test.each([
	['a file lost a piece', (text: string) => text.replace(/\n\+.*/, ''), /is not whole/],
	['the end is missing after the files', (text: string) => text.replace(/#\{"rows".*\n/, ''), /was cut/]
])('no file stays when %s', async (_what, change, words) => {
	const spoiled = join(folder, 'spoiled.gz');
	const text = change(gunzipSync(readFileSync(file)).toString());
	writeFileSync(spoiled, gzipSync(text));
	const target = await cloneDatabase();
	const restored = folderForTests();
	await expect(restore(target.url, spoiled, new FolderStorage(restored))).rejects.toThrow(words);
	expect(filesIn(restored)).toEqual([]);
	await target.close();
});

test('a file whose bytes are gone, or kept elsewhere, does not keep the rest from being backed up', async () => {
	const other = join(folder, 'other.gz');
	const empty = new FolderStorage(folderForTests());
	expect(await backUp(source.url, other, empty)).toMatchObject({ files: 0, missing: 1 });
	expect(await backUp(source.url, other)).toMatchObject({ files: 0, missing: 0 });
	const target = await cloneDatabase();
	expect(await restore(target.url, other, empty)).toBeGreaterThan(10);
	await target.close();
});

test('a file that is forgotten while it is copied is in the backup whole', async () => {
	const passing = await keepLogo();
	let isForgotten = false;
	const slow = {
		keep: () => Promise.reject(new Error('a backup writes no file')),
		remove: () => Promise.reject(new Error('a backup removes no file')),
		entries: () => storage.entries(),
		read: async (key: string) => {
			if (!isForgotten) {
				isForgotten = true;
				await forgetFile(source.db, passing);
				await fileRemover(source.db, storage)({ keys: keysOf({ id: passing, width: 300 }) });
			}
			return storage.read(key);
		}
	};
	const other = join(folder, 'other.gz');
	expect(await backUp(source.url, other, slow)).toMatchObject({ files: 2, missing: 0 });
	await source.pool.query('delete from graphile_worker._private_jobs');
});

test('a backup that cannot be written fails, and leaves nothing behind', async () => {
	await expect(backUp(source.url, join(folder, 'nowhere/alliance.gz'), storage)).rejects.toThrow(/ENOENT/);
});

const oldHeading = '#{"format":"maillage-backup","version":1,"migrations":"older","madeAt":"2026-01-01"}\n';

async function keepLogo(): Promise<string> {
	const upload = sent(await drawing(300, 100), 'logo.png');
	const use = { room: 'allies', subject: 'profile:1', kinds: ['picture'], longest: 1_000_000 } as const;
	const kept = await keepFile(source.db, storage, '018f0000-0000-7000-8000-000000000001', upload, use);
	if (!kept.ok) throw new Error(kept.reason);
	return kept.id;
}

async function bytesIn(kept: FolderStorage, key: string): Promise<string> {
	const stored = await kept.read(key);
	if (!stored) throw new Error(`${key} is missing`);
	return Buffer.from(await new Response(stored.body).arrayBuffer()).toString('base64');
}

function filesIn(path: string): string[] {
	const found = readdirSync(path, { recursive: true, withFileTypes: true });
	return found.filter((one) => one.isFile()).map(({ name }) => name);
}

async function contents(pool: pg.Pool) {
	const { rows: tables } = await pool.query<{ name: string }>(
		`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'S') order by 1`
	);
	const all: Record<string, unknown> = {};
	for (const { name } of tables) {
		const { rows } = await pool.query<{ line: string }>(
			`select to_jsonb(one)::text as line from (select * from "${name}") as one`
		);
		// The counter of writes ahead is the server's own affair.
		all[name] = rows.map(({ line }) => line.replace(/"log_cnt": \d+/, '')).sort();
	}
	return all;
}

async function rules(pool: pg.Pool) {
	const { rows } = await pool.query(
		`select conname as name, pg_get_constraintdef(oid) as rule, convalidated as state from pg_constraint
		where connamespace = 'public'::regnamespace
		union all select tgname, tgenabled::text, true from pg_trigger where not tgisinternal order by 1, 2`
	);
	return rows as unknown[];
}
