import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import { settingsTable } from '#platform/settings.table.ts';
import { openDatabase, waitForServer } from './parts/database.ts';
import { keptSecret, migrateOrExplain } from './parts/preparing.ts';
import { Program } from './parts/program.ts';
import { freePort } from './parts/smoke.ts';

function newFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'maillage-start-'));
	chmodSync(folder, 0o755);
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

async function emptyDatabase(): Promise<string> {
	const name = `start_${process.pid}_${Math.random().toString(36).slice(2)}`;
	await ask(inject('serverUrl'), `create database ${name}`);
	return inject('serverUrl').replace('/postgres?', `/${name}?`);
}

async function ask(url: string, question: string): Promise<unknown[]> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	const { rows } = await client.query(question);
	await client.end();
	return rows as unknown[];
}

const start = (environment: NodeJS.ProcessEnv, ...options: string[]) =>
	spawnSync(process.execPath, ['bin/start.ts', ...options], {
		encoding: 'utf8',
		env: { ...process.env, ...environment }
	});

test('the help names every setting', () => {
	const { stdout, status } = start({}, '--help');
	for (const name of Object.keys(settingsTable)) expect(stdout).toContain(name);
	expect(status).toBe(0);
});

test('wrong settings are told before anything is done', () => {
	const { stderr, stdout, status } = start({ PORT: 'high', MAILLAGE_WORLD: 'mars' });
	expect(stderr).toMatch(/PORT must be a number[^]*MAILLAGE_WORLD must be/);
	expect(stderr).not.toContain('at ');
	expect(stdout).toBe('');
	expect(status).toBe(1);
});

test('a second server on the same data is told who has them, a program that borrows them is welcome', async () => {
	const settings = { databaseUrl: '', dataFolder: newFolder() };
	const owner = new Endings();
	const url = await openDatabase(settings, owner, 'npm start', () => undefined, true);
	onTestFinished(() => owner.end());

	const second = openDatabase(settings, new Endings(), 'npm start', () => undefined, true);
	await expect(second).rejects.toThrow(
		/already in use by npm start \(process \d+\).*MAILLAGE_DATA=other PORT=3001/
	);

	const borrower = new Endings();
	expect(await openDatabase(settings, borrower, 'npm run backup', () => undefined)).toBe(url);
	await borrower.end();
	expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('whoever owned the data and was killed leaves them to the next', async () => {
	const settings = { databaseUrl: '', dataFolder: newFolder() };
	const killed = spawnSync(
		process.execPath,
		[
			'--input-type=module',
			'-e',
			`import { openDatabase } from './bin/parts/database.ts';
			await openDatabase(${JSON.stringify(settings)}, { onEnd() {} }, 'npm start', () => {}, true);
			process.kill(process.pid, 'SIGKILL');`
		],
		{ encoding: 'utf8' }
	);
	expect(killed.signal, killed.stderr).toBe('SIGKILL');
	const next = new Endings();
	await openDatabase(settings, next, 'npm start', () => undefined, true);
	await next.end();
});

test('a database that does not answer is tried again, then named without its password', async () => {
	const port = await freePort();
	const said: string[] = [];
	const url = `postgres://alliance:pass-word@127.0.0.1:${port}/maillage`;
	const waiting = waitForServer(url, (line) => said.push(line), 1000);
	await expect(waiting).rejects.toThrow(
		/127\.0\.0\.1:\d+\/maillage cannot be used after [23] tries.*ECONNREFUSED.*DATABASE_URL/
	);
	expect(said).toHaveLength(1);
	await expect(waiting).rejects.not.toThrow(/pass-word/);
});

test('a database that does not exist is told at once', async () => {
	const url = inject('serverUrl').replace('/postgres?', '/nowhere?');
	await expect(waitForServer(url, () => undefined)).rejects.toThrow(/"nowhere" does not exist/);
});

test('a failed migration leaves everything as it was, and says so', async () => {
	const url = await emptyDatabase();
	await ask(url, 'create table charter_signatures (mine text)');
	await expect(migrateOrExplain(url)).rejects.toThrow(/Nothing was applied.*already exists/);
	const tables = `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`;
	expect(await ask(url, tables)).toEqual([{ name: 'charter_signatures' }]);
});

test('the secret is made once, for the eyes of this user', () => {
	const folder = newFolder();
	const secret = keptSecret(join(folder, 'var'));
	expect(secret.length).toBeGreaterThanOrEqual(32);
	expect(keptSecret(join(folder, 'var'))).toBe(secret);
	expect(statSync(join(folder, 'var/secret')).mode & 0o777).toBe(0o600);
});

/** A program that ends when the test says so, without ending the process. */
class Endings extends Program {
	readonly #closes: (() => Promise<unknown>)[] = [];

	override onEnd(_what: string, close: () => Promise<unknown>): void {
		this.#closes.push(close);
	}

	async end(): Promise<void> {
		for (const close of this.#closes.splice(0).reverse()) await close();
	}
}
