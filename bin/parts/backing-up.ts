import { once } from 'node:events';
import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { markLine, migrationsOf, sequencesOf, tablesOf, type Mark } from './backup-format.ts';
import type { SequenceLine, TableLine } from './backup-format.ts';

const rowsAtOnce = 500;

type Write = (line: string) => Promise<void>;

/**
 * Writes every row of the product, as it was at one moment, into one compressed file while people go on working.
 * The file appears whole or not at all. Returns the number of rows.
 */
export async function backUp(databaseUrl: string, file: string): Promise<number> {
	const client = new pg.Client({ connectionString: databaseUrl });
	await client.connect();
	const unfinished = `${file}.unfinished`;
	try {
		await client.query('begin isolation level repeatable read read only');
		const rows = await writeFile(unfinished, (write) => writeAll(client, write));
		renameSync(unfinished, file);
		return rows;
	} catch (error) {
		rmSync(unfinished, { force: true });
		throw error;
	} finally {
		await client.end();
	}
}

async function writeFile(file: string, work: (write: Write) => Promise<number>): Promise<number> {
	const gzip = createGzip();
	// Names and addresses of people: for the owner of the file alone.
	const output = createWriteStream(file, { mode: 0o600 });
	const written = pipeline(gzip, output);
	const write = async (line: string) => {
		if (!gzip.write(`${line}\n`)) await Promise.race([once(gzip, 'drain'), written]);
	};
	const [rows] = await Promise.all([work(write).finally(() => gzip.end()), written]);
	return rows;
}

async function writeAll(client: pg.Client, write: Write): Promise<number> {
	const say = (mark: Mark) => write(markLine(mark));
	const madeAt = new Date().toISOString();
	await say({ format: 'maillage-backup', version: 1, migrations: await migrationsOf(client), madeAt });
	let rows = 0;
	for (const table of await tablesOf(client)) {
		await say(table);
		rows += await writeRows(client, table, write);
	}
	for (const sequence of await sequencesOf(client)) await say(await sequenceLine(client, sequence));
	await say({ rows });
	return rows;
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
