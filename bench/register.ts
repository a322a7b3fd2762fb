import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerPage } from '#modules/charter/register.server.ts';
import { searchRegister } from '#modules/charter/register-search.server.ts';
import { charterInForce } from '#modules/charter/versions.server.ts';
import { openDatabase, type Database } from '#platform/database.server.ts';
import { migrate } from '#platform/migrations.server.ts';
import { startPostgres } from '#platform/postgres/launcher.ts';
import pg from 'pg';
import { plant } from '../seeds/plant.ts';

const sizes = { small: 1_000, large: 1_000_000 };

type Question = [name: string, ask: (db: Database) => Promise<unknown>];

/** Every kind of page of a register of a million signatures, as ratios to the first page of a register of a thousand. */
export async function benchRegister(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'maillage-bench-'));
	const server = await startPostgres({ dataFolder: folder, durable: false, say: () => undefined });
	try {
		const small = await city(server.url, 'small', sizes.small);
		const large = await city(server.url, 'large', sizes.large);
		const [first] = await questions(small.db);
		const unit = await time(small.db, first![1]);
		console.log(
			`\nregister: the first page at ${sizes.small} signatures takes ${unit.toFixed(2)} ms, database and rows`
		);
		for (const [name, ask] of await questions(large.db)) {
			const ratio = (await time(large.db, ask)) / unit;
			console.log(
				`  ${name} at ${sizes.large}: ${ratio.toFixed(2)} × (goal 2): ${ratio <= 2 ? 'reached' : 'NOT REACHED'}`
			);
		}
		await Promise.all([small.close(), large.close()]);
	} finally {
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

async function city(serverUrl: string, name: string, size: number) {
	const admin = new pg.Client({ connectionString: serverUrl });
	await admin.connect();
	await admin.query(`create database ${name}`);
	await admin.end();
	const url = serverUrl.replace(/\/[^/?]*(\?|$)/, `/${name}$1`);
	await migrate(url);
	const started = performance.now();
	await plant(url, 'city', { size });
	console.log(`planted ${size} signatures in ${((performance.now() - started) / 1000).toFixed(1)} s`);
	const opened = openDatabase(url, 2);
	await opened.pool.query('vacuum analyze');
	return opened;
}

async function questions(db: Database): Promise<Question[]> {
	const { number: version } = (await charterInForce(db))!;
	const { next } = await registerPage(db, version, 'all', {});
	const deep = await deepKey(db, version);
	return [
		['first page', (at) => registerPage(at, version, 'all', {})],
		['second page', (at) => registerPage(at, version, 'all', { after: next! })],
		['page in the middle', (at) => registerPage(at, version, 'all', { after: deep })],
		['page before the middle', (at) => registerPage(at, version, 'all', { before: deep })],
		['organisations', (at) => registerPage(at, version, 'organisations', {})],
		['persons', (at) => registerPage(at, version, 'persons', {})],
		['search, a frequent word', (at) => searchRegister(at, version, 'all', 'ma', {})],
		['search, a rare name', (at) => searchRegister(at, version, 'all', 'introuvable', {})]
	];
}

/** The key of a signature half-way through the register. */
async function deepKey(db: Database, version: number): Promise<string> {
	const { next } = await registerPage(db, version, 'all', {}, sizes.large / 2);
	return next ?? '';
}

/** Milliseconds that an answer takes at the median of two hundred. */
async function time(db: Database, ask: Question[1]): Promise<number> {
	const times: number[] = [];
	for (let turn = 0; turn < 200; turn += 1) {
		const started = performance.now();
		await ask(db);
		times.push(performance.now() - started);
	}
	return times.toSorted((one, other) => one - other)[100]!;
}
