import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settlements } from '#modules/territories/settlements.server.ts';
import { openDatabase } from '#platform/database.server.ts';
import { plant } from '../seeds/plant.ts';
import { bareMerge, copyOut } from './bare-merge.ts';
import { writeGeneratedFile } from './generated-file.ts';
import { equalDatabase, plantedDatabase, withServer } from './worlds.ts';

const sizes = [5_000, 20_000];
const goal = 1 / 3;

type Imported = {
	seconds: { reading: number; rehearsal: number; writing: number };
	outcomes: Record<string, number>;
	memory: { before: number; peak: number };
};

/** A file brought in through the same door as people, as a ratio to a bare copy and merge of the rows that it writes. */
export async function benchImports(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'maillage-bench-'));
	await withServer(async (serverUrl) => {
		console.log(
			'\nimports, against a bare COPY of the very same organisations, pages, addresses and skills (ids and all, known' +
				' beforehand) into tables without indexes, merged into an equal database of the same server with INSERT … SELECT … ON CONFLICT DO NOTHING'
		);
		const village = await plantedDatabase(serverUrl, 'village', (url) => plant(url, 'village'));
		const towns = await settlements(village.db);
		await village.close();
		for (const size of sizes) {
			const path = join(folder, `${size}.csv`);
			writeGeneratedFile(path, size, towns);
			await compare(serverUrl, folder, path, size);
		}
	}).finally(() => rmSync(folder, { recursive: true, force: true }));
}

async function compare(serverUrl: string, folder: string, path: string, size: number): Promise<void> {
	const url = await equalDatabase(serverUrl, `imported_${size}`, 'village');
	const equal = openDatabase(await equalDatabase(serverUrl, `merged_${size}`, 'village'), 1);
	const before = new Date();
	const { seconds, outcomes, memory } = await bringIn(url, path, folder);
	const imported = openDatabase(url, 1);
	const bare = await bareMerge(equal.db, await copyOut(imported.db, before));
	await Promise.all([imported.close(), equal.close()]);

	const { reading, rehearsal, writing } = seconds;
	const whole = reading + rehearsal + writing;
	console.log(`\n${size} rows: ${told(outcomes)}`);
	console.log(
		`  writing, events heard to the end: ${ratio(bare.written, writing)} of the speed of the bare merge, goal ${percent(goal)}: ${bare.written / writing >= goal ? 'reached' : 'NOT REACHED'}` +
			` (${writing.toFixed(1)} s and ${bare.written.toFixed(2)} s)`
	);
	console.log(
		`  the whole: ${ratio(bare.written, whole)} (${whole.toFixed(1)} s: reading ${reading.toFixed(1)}, rehearsal ${rehearsal.toFixed(1)})`
	);
	console.log(
		`  writing, when the bare merge fills the directory and the search as well: ${ratio(bare.withShown, writing)} (${bare.withShown.toFixed(2)} s)`
	);
	console.log(`  peak memory of the process: ${megabytes(memory.peak)} (${megabytes(memory.before)} before)`);
}

/** In a process of its own, with the memory that the application is given. */
async function bringIn(url: string, path: string, folder: string): Promise<Imported> {
	const child = fork('bench/importing.ts', [path], {
		execArgv: ['--max-semi-space-size=8', '--max-old-space-size=256'],
		env: { ...process.env, DATABASE_URL: url, MAILLAGE_DATA: folder, LOG_LEVEL: 'error' },
		stdio: 'inherit'
	});
	return new Promise((resolve, reject) => {
		child.once('message', (imported) => resolve(imported as Imported));
		child.once('exit', () => reject(new Error('the import did not end')));
	});
}

const told = (outcomes: Record<string, number>) =>
	Object.entries(outcomes)
		.map(([outcome, rows]) => `${rows} ${outcome}`)
		.join(', ');
const percent = (part: number) => `${Math.round(part * 100)} %`;
const ratio = (bare: number, ours: number) => percent(bare / ours);
const megabytes = (size: number) => `${Math.round(size)} MB`;
