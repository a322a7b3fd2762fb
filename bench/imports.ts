import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settlements } from '#modules/territories/settlements.server.ts';
import { openDatabase } from '#platform/database.server.ts';
import { plant } from '../seeds/plant.ts';
import { bareMerge, copyOut } from './bare-merge.ts';
import { writeGeneratedFile } from './generated-file.ts';
import { spentBy, type Spent } from './processes.ts';
import { equalDatabase, plantedDatabase, withServer } from './worlds.ts';

const sizes = [5_000, 20_000];
const goal = 1 / 3;
const turns = 3;

type Imported = {
	steps: { reading: Spent; rehearsal: Spent; writing: Spent };
	outcomes: Record<string, number>;
	memory: { before: number; peak: number };
};
type Server = { url: string; process: number; folder: string };

const reference =
	'a bare COPY of the very same organisations, pages, addresses and skills (ids and all, known beforehand) into tables without' +
	` indexes, merged into an equal database of the same server with INSERT … SELECT … ON CONFLICT DO NOTHING, the middle of ${turns}`;

/** A file brought in through the same door as people, as a ratio to a bare copy and merge of the rows that it writes. */
export async function benchImports(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'maillage-bench-'));
	await withServer(async (url, process) => {
		console.log(`\nimports, against ${reference}`);
		const village = await plantedDatabase(url, 'village', (at) => plant(at, 'village'));
		const towns = await settlements(village.db);
		await village.close();
		for (const size of sizes) {
			writeGeneratedFile(join(folder, `${size}.csv`), size, towns);
			await compare({ url, process, folder }, size);
		}
	}).finally(() => rmSync(folder, { recursive: true, force: true }));
}

async function compare(server: Server, size: number): Promise<void> {
	const url = await equalDatabase(server.url, `imported_${size}`, 'village');
	const before = new Date();
	const imported = await bringIn(url, join(server.folder, `${size}.csv`), server);
	const bare = await bareMerges(server, url, before, size);
	const { reading, rehearsal, writing } = imported.steps;
	const whole = sum(reading, rehearsal, writing);
	const outcomes = Object.entries(imported.outcomes).map(([outcome, rows]) => `${rows} ${outcome}`);
	console.log(`\n${size} rows: ${outcomes.join(', ')}`);
	const isReached = bare.written.seconds / writing.seconds >= goal;
	console.log(
		`  writing, events heard to the end: ${ratio(bare.written, writing)}, goal ${percent(goal)}: ${isReached ? 'reached' : 'NOT REACHED'}`
	);
	console.log(
		`  the whole: ${ratio(bare.written, whole)}; reading ${told(reading)}, rehearsal ${told(rehearsal)}`
	);
	const filling = sum(bare.written, bare.shown);
	console.log(
		`  writing, when the bare merge fills the directory and the search as well: ${ratio(filling, writing)}`
	);
	const { peak, before: resting } = imported.memory;
	console.log(`  peak memory of the process: ${Math.round(peak)} MB (${Math.round(resting)} MB before)`);
}

/** In a process of its own, with the memory that the application is given. */
async function bringIn(url: string, path: string, server: Server): Promise<Imported> {
	const child = fork('bench/importing.ts', [path, String(server.process)], {
		execArgv: ['--max-semi-space-size=8', '--max-old-space-size=256'],
		env: { ...process.env, DATABASE_URL: url, MAILLAGE_DATA: server.folder, LOG_LEVEL: 'error' },
		stdio: 'inherit'
	});
	return new Promise((resolve, reject) => {
		child.once('message', (imported) => resolve(imported as Imported));
		child.once('exit', () => reject(new Error('the import did not end')));
	});
}

async function bareMerges(server: Server, importedUrl: string, before: Date, size: number) {
	const imported = openDatabase(importedUrl, 1);
	const files = await copyOut(imported.db, before);
	await imported.close();
	const merges: Awaited<ReturnType<typeof bareMerge>>[] = [];
	for (let turn = 0; turn < turns; turn += 1) {
		const url = await equalDatabase(server.url, `merged_${size}_${turn}`, 'village');
		const { db, close } = openDatabase(url, 1);
		merges.push(await bareMerge(db, files, spentBy([server.process])));
		await close();
	}
	merges.sort((one, other) => one.written.seconds - other.written.seconds);
	return merges[Math.floor(turns / 2)]!;
}

function sum(...steps: Spent[]): Spent {
	const total = (of: keyof Spent) => steps.reduce((so, step) => so + step[of], 0);
	return { seconds: total('seconds'), processor: total('processor') };
}

const percent = (part: number) => `${Math.round(part * 100)} %`;
const told = ({ seconds, processor }: Spent) =>
	`${seconds.toFixed(1)} s (${processor.toFixed(1)} of processor)`;

function ratio(bare: Spent, ours: Spent): string {
	return (
		`${percent(bare.seconds / ours.seconds)} of its speed, ${percent(bare.processor / ours.processor)} by processor time` +
		` (${told(ours)}, and ${told(bare)})`
	);
}
