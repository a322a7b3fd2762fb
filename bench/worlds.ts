import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase, type Database, type OpenedDatabase } from '#platform/database.server.ts';
import { migrate } from '#platform/migrations.server.ts';
import { startPostgres } from '#platform/postgres/launcher.ts';

/** Runs a measure with a database server of its own, in a folder that goes with it. */
export async function withServer(
	measure: (serverUrl: string, folder: string) => Promise<void>
): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'maillage-bench-'));
	const server = await startPostgres({ dataFolder: folder, durable: false, say: () => undefined });
	try {
		await measure(server.url, folder);
	} finally {
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

/** A migrated database that `plant` fills, ready to be asked. */
export async function plantedDatabase(
	serverUrl: string,
	name: string,
	plant: (url: string) => Promise<unknown>
): Promise<OpenedDatabase> {
	const admin = new pg.Client({ connectionString: serverUrl });
	await admin.connect();
	await admin.query(`create database ${name}`);
	await admin.end();
	const url = serverUrl.replace(/\/[^/?]*(\?|$)/, `/${name}$1`);
	await migrate(url);
	const started = performance.now();
	await plant(url);
	console.log(`planted ${name} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
	const opened = openDatabase(url, 2);
	await opened.pool.query('vacuum analyze');
	return opened;
}

/** Milliseconds that each of some answers takes, the quickest first. */
export async function times(
	db: Database,
	ask: (db: Database) => Promise<unknown>,
	turns: number
): Promise<number[]> {
	const taken: number[] = [];
	for (let turn = 0; turn < turns; turn += 1) {
		const started = performance.now();
		await ask(db);
		taken.push(performance.now() - started);
	}
	return taken.toSorted((one, other) => one - other);
}
