import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import type { FileStorage } from '#platform/files/storage.server.ts';
import { Trouble } from '#platform/trouble.ts';
import { markIn, migrationsOf, tablesOf } from './backup-format.ts';
import type { SequenceLine, TableLine } from './backup-format.ts';
import { FileFilling } from './restoring-files.ts';

const bytesAtOnce = 1_000_000;

/**
 * Puts the rows of a backup into a database that was migrated and holds nobody yet, and its files into their storage: all of
 * them or, when anything fails, none. Returns the number of rows.
 */
export async function restore(databaseUrl: string, file: string, storage: FileStorage): Promise<number> {
	const client = new pg.Client({ connectionString: databaseUrl });
	await client.connect();
	const files = new FileFilling(storage);
	try {
		await client.query('begin');
		await refuseUnlessEmpty(client);
		const attach = await detachRules(client);
		const rows = await readLines(client, files, file);
		await attach();
		await client.query('commit');
		return rows;
	} catch (error) {
		await files.undo();
		throw error;
	} finally {
		await client.end();
	}
}

async function refuseUnlessEmpty(client: pg.Client): Promise<void> {
	const { rows } = await client.query<{ isUsed: boolean }>(
		'select exists (select from alliance) or exists (select from persons) as "isUsed"'
	);
	if (!rows[0]?.isUsed) return;
	throw new Trouble(
		'This database is not empty: a backup is only restored into an empty one, for instance ' +
			'MAILLAGE_DATA=restored npm run restore -- FILE'
	);
}

/**
 * Rows come table after table, so references to rows that are not there yet must wait; and what triggers would compute is
 * in the backup already. Nothing here needs to be superuser. Returns what puts the references back, which checks them all.
 */
async function detachRules(client: pg.Client): Promise<() => Promise<void>> {
	const tables = (await tablesOf(client)).map(({ table }) => table);
	const { rows: references } = await client.query<{ table: string; name: string; rule: string }>(
		`select format('%I', relname) as table, format('%I', conname) as name, pg_get_constraintdef(c.oid) as rule
		from pg_constraint c join pg_class on pg_class.oid = conrelid
		where contype = 'f' and connamespace = 'public'::regnamespace`
	);
	for (const { table, name } of references)
		await client.query(`alter table ${table} drop constraint ${name}`);
	await client.query(`truncate ${tables.join(', ')}`);
	for (const table of tables) await client.query(`alter table ${table} disable trigger user`);

	return async () => {
		for (const table of tables) await client.query(`alter table ${table} enable trigger user`);
		for (const { table, name, rule } of references) {
			await client.query(`alter table ${table} add constraint ${name} ${rule}`);
		}
	};
}

async function readLines(client: pg.Client, files: FileFilling, file: string): Promise<number> {
	const source = createReadStream(file);
	const gunzip = createGunzip();
	source.on('error', (error) => gunzip.destroy(error));
	const filling = new Filling(client, files);
	try {
		for await (const line of linesOf(source.pipe(gunzip))) {
			await filling.read(line);
		}
	} catch (error) {
		if (error instanceof Trouble || error instanceof pg.DatabaseError) throw error;
		throw new Trouble(`${file} cannot be read: ${(error as Error).message}. Nothing was restored.`, {
			cause: error
		});
	}
	return filling.finish();
}

/** The lines of a text. Only a line feed ends one: names of people may hold any other separator. */
async function* linesOf(text: AsyncIterable<Buffer>): AsyncGenerator<string> {
	const decoder = new TextDecoder();
	let begun = '';
	for await (const piece of text) {
		const lines = (begun + decoder.decode(piece, { stream: true })).split('\n');
		begun = lines.pop()!;
		yield* lines;
	}
	if (begun) yield begun;
}

/** Reads a backup line by line and fills the tables. */
class Filling {
	readonly #client: pg.Client;
	readonly #files: FileFilling;
	#isBegun = false;
	#announced: number | undefined;
	#rows = 0;
	#table: TableLine | undefined;
	#waiting: string[] = [];
	#bytes = 0;

	constructor(client: pg.Client, files: FileFilling) {
		this.#client = client;
		this.#files = files;
	}

	async read(line: string): Promise<void> {
		if (!this.#isBegun) return this.#begin(line);
		if (line.startsWith('+')) return this.#files.add(line);
		const mark = markIn(line);
		if (!mark) return this.#addRow(line);

		await this.#flush();
		await this.#files.end();
		if ('table' in mark) this.#table = mark;
		else if ('file' in mark) this.#files.begin(mark);
		else if ('rows' in mark) this.#announced = mark.rows;
		else if ('sequence' in mark) await this.#setSequence(mark);
	}

	/** The number of rows, once the last line has told that they were all there. */
	finish(): number {
		if (this.#announced === this.#rows) return this.#rows;
		throw new Trouble('This backup was cut: its end is missing. Nothing was restored.');
	}

	async #begin(line: string): Promise<void> {
		const heading = markIn(line);
		if (!heading || !('format' in heading) || heading.version !== 1) {
			throw new Trouble('This file is not a backup of Maillage that this version can read.');
		}
		if (heading.migrations !== (await migrationsOf(this.#client))) {
			throw new Trouble(
				`This backup (${heading.madeAt}) was made by another version of Maillage. Restore it with that version, ` +
					'then start this one on the same data: it brings them up to date.'
			);
		}
		this.#isBegun = true;
	}

	async #addRow(line: string): Promise<void> {
		this.#waiting.push(line);
		this.#rows++;
		this.#bytes += line.length;
		if (this.#bytes > bytesAtOnce) await this.#flush();
	}

	async #flush(): Promise<void> {
		if (this.#waiting.length === 0 || !this.#table) return;
		const { table, columns } = this.#table;
		const list = columns.join(', ');
		await this.#client.query(
			`insert into ${table} (${list}) overriding system value
			select ${list} from json_populate_recordset(null::${table}, $1::json)`,
			[`[${this.#waiting.join(',')}]`]
		);
		this.#waiting = [];
		this.#bytes = 0;
	}

	async #setSequence({ sequence, value, isCalled }: SequenceLine): Promise<void> {
		await this.#client.query('select setval($1::regclass, $2, $3)', [sequence, value, isCalled]);
	}
}
