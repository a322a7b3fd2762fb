import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase } from '#platform/testing.server.ts';
import { plant } from '#seeds/plant.ts';
import { backUp } from './parts/backing-up.ts';
import { restore } from './parts/restoring.ts';

const folder = mkdtempSync(join(tmpdir(), 'maillage-backup-'));
const file = join(folder, 'alliance.gz');
let source: Awaited<ReturnType<typeof cloneDatabase>>;

beforeAll(async () => {
	source = await cloneDatabase();
	await plant(source.url, 'village');
	await source.pool.query(`update alliance set name = $1`, [
		`L’alliance \u2028 "à l'essai" \\ {1} 🌿\n# fin`
	]);
	await backUp(source.url, file);
	return () => source.close();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('everything comes back, to the last character, with its rules and what comes next', async () => {
	const target = await cloneDatabase();
	const rows = await restore(target.url, file);
	expect(rows).toBeGreaterThan(10);
	expect(await contents(target.pool)).toEqual(await contents(source.pool));
	expect(await rules(target.pool)).toEqual(await rules(source.pool));
	await target.close();
});

test('a backup is for the eyes of its owner', () => {
	expect(statSync(file).mode & 0o777).toBe(0o600);
	expect(() => statSync(`${file}.unfinished`)).toThrow();
});

test('nothing is restored over an alliance', async () => {
	const before = await contents(source.pool);
	await expect(restore(source.url, file)).rejects.toThrow(/not empty/);
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
	await expect(restore(target.url, spoiled)).rejects.toThrow(words);
	expect(await contents(target.pool)).toEqual(before);
	await target.close();
});

test('a backup that cannot be written fails, and leaves nothing behind', async () => {
	await expect(backUp(source.url, join(folder, 'nowhere/alliance.gz'))).rejects.toThrow(/ENOENT/);
});

const oldHeading = '#{"format":"maillage-backup","version":1,"migrations":"older","madeAt":"2026-01-01"}\n';

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
