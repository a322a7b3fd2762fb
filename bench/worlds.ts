import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase, type OpenedDatabase } from '#platform/database.server.ts';
import { migrate } from '#platform/migrations.server.ts';
import { startPostgres } from '#platform/postgres/launcher.ts';

/** Runs a measure with a database server of its own, told by its address and its process, in a folder that goes with it. */
export async function withServer(
	measure: (serverUrl: string, process: number) => Promise<void>
): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'maillage-bench-'));
	const server = await startPostgres({ dataFolder: folder, durable: false, say: () => undefined });
	try {
		await measure(server.url, server.pid);
	} finally {
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

export type PlantedDatabase = OpenedDatabase & { url: string };

/** A migrated database that `plant` fills, ready to be asked. */
export async function plantedDatabase(
	serverUrl: string,
	name: string,
	plant: (url: string) => Promise<unknown>
): Promise<PlantedDatabase> {
	const admin = new pg.Client({ connectionString: serverUrl });
	await admin.connect();
	await admin.query(`create database ${name}`);
	await admin.end();
	const url = urlIn(serverUrl, name);
	await migrate(url);
	const started = performance.now();
	await plant(url);
	console.log(`planted ${name} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
	const opened = openDatabase(url, 2);
	await opened.pool.query('vacuum analyze');
	return { ...opened, url };
}

/** Milliseconds that each of some answers takes, the quickest first. */
export async function times<Asked>(asked: Asked, ask: (one: Asked) => Promise<unknown>, turns: number) {
	return (await alternately([asked], ask, turns))[0]!;
}

/** Does as `times` for several that are asked, in turn: what disturbs one disturbs the others. */
export async function alternately<Asked>(
	several: Asked[],
	ask: (one: Asked) => Promise<unknown>,
	turns: number
): Promise<number[][]> {
	const taken = several.map((): number[] => []);
	for (let turn = 0; turn < turns; turn += 1)
		for (const [place, one] of several.entries()) {
			const started = performance.now();
			await ask(one);
			taken[place]!.push(performance.now() - started);
		}
	return taken.map((some) => some.toSorted((one, other) => one - other));
}

/** What all but one in a hundred of these took, the quickest first. */
export const p99 = (sorted: number[]): number => sorted[Math.ceil(sorted.length * 0.99) - 1]!;
export const middle = (sorted: number[]): number => sorted[Math.floor(sorted.length / 2)]!;

/** A database that is equal to another, with which nobody is connected. */
export async function equalDatabase(serverUrl: string, name: string, model: string): Promise<string> {
	const admin = new pg.Client({ connectionString: serverUrl });
	await admin.connect();
	await admin.query(`create database ${name} template ${model}`);
	await admin.end();
	return urlIn(serverUrl, name);
}

function urlIn(serverUrl: string, name: string): string {
	return serverUrl.replace(/\/[^/?]*(\?|$)/, `/${name}$1`);
}
