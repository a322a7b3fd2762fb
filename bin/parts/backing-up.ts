import { once } from 'node:events';
import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { keyOf, keysOf } from '#platform/files/keys.ts';
import type { FileStorage } from '#platform/files/storage.server.ts';
import { copyingLock } from '#platform/files/sweeping.server.ts';
import { markLine, migrationsOf, sequencesOf, tablesOf, type Mark } from './backup-format.ts';
import type { SequenceLine, TableLine } from './backup-format.ts';

const rowsAtOnce = 500;

type Write = (line: string) => Promise<void>;

/** How many rows and files a backup holds, and how many files were named in it whose bytes were not found. */
export type BackedUp = { rows: number; files: number; missing: number };

/**
 * Writes every row of the product, as it was at one moment, and the files of these rows into one compressed file while people
 * go on working. It appears whole or not at all. Without a storage, files are kept elsewhere and only their rows are written.
 */
export async function backUp(databaseUrl: string, file: string, storage?: FileStorage): Promise<BackedUp> {
	const client = new pg.Client({ connectionString: databaseUrl });
	await client.connect();
	const unfinished = `${file}.unfinished`;
	try {
		await client.query('select pg_advisory_lock($1)', [copyingLock]);
		await client.query('begin isolation level repeatable read read only');
		const written = await writeFile(unfinished, (write) => writeAll(client, write, storage));
		renameSync(unfinished, file);
		return written;
	} catch (error) {
		rmSync(unfinished, { force: true });
		throw error;
	} finally {
		await client.end();
	}
}

async function writeFile(file: string, work: (write: Write) => Promise<BackedUp>): Promise<BackedUp> {
	const gzip = createGzip();
	// Names and addresses of people: for the owner of the file alone.
	const output = createWriteStream(file, { mode: 0o600 });
	const finished = pipeline(gzip, output);
	const write = async (line: string) => {
		if (!gzip.write(`${line}\n`)) await Promise.race([once(gzip, 'drain'), finished]);
	};
	const [written] = await Promise.all([work(write).finally(() => gzip.end()), finished]);
	return written;
}

async function writeAll(client: pg.Client, write: Write, storage?: FileStorage): Promise<BackedUp> {
	const say = (mark: Mark) => write(markLine(mark));
	const madeAt = new Date().toISOString();
	await say({ format: 'maillage-backup', version: 1, migrations: await migrationsOf(client), madeAt });
	let rows = 0;
	for (const table of await tablesOf(client)) {
		await say(table);
		rows += await writeRows(client, table, write);
	}
	for (const sequence of await sequencesOf(client)) await say(await sequenceLine(client, sequence));
	const { files, missing } = storage ? await writeFiles(client, write, storage) : { files: 0, missing: 0 };
	await say({ rows });
	return { rows, files, missing };
}

async function writeFiles(client: pg.Client, write: Write, storage: FileStorage) {
	const { rows } = await client.query<{ id: string; width: number | null }>(
		'select id, width from files order by id'
	);
	let missing = 0;
	for (const file of rows) {
		for (const key of keysOf(file)) {
			const stored = await storage.read(key);
			if (!stored) {
				if (key === keyOf(file.id)) missing++;
				continue;
			}
			await write(markLine({ file: key, bytes: stored.size }));
			for await (const piece of stored.body) await write(`+${Buffer.from(piece).toString('base64')}`);
		}
	}
	return { files: rows.length - missing, missing };
}

async function writeRows(client: pg.Client, { table, columns }: TableLine, write: Write): Promise<number> {
	const list = columns.join(', ');
	await client.query(
		`declare rows_of_table cursor for select to_jsonb(one)::text as line from (select ${list} from ${table}) as one`
	);
	for (let count = 0; ;) {
		const { rows } = await client.query<{ line: string }>(`fetch ${rowsAtOnce} from rows_of_table`);
		for (const { line } of rows) await write(line);
		count += rows.length;
		if (rows.length > 0) continue;
		await client.query('close rows_of_table');
		return count;
	}
}

async function sequenceLine(client: pg.Client, sequence: string): Promise<SequenceLine> {
	const { rows } = await client.query<{ value: string; isCalled: boolean }>(
		`select last_value::text as value, is_called as "isCalled" from ${sequence}`
	);
	return { sequence, ...rows[0]! };
}
