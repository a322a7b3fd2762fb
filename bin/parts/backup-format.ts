import pg from 'pg';
import { Trouble } from '#platform/trouble.ts';

/** The first line of a backup; it and the other marks begin with `#`, rows with `{`, bytes with `+`. `migrations` tells which tables and columns the rows fit. */
export type Heading = { format: 'maillage-backup'; version: 1; migrations: string; madeAt: string };
/** A line of its own before the rows of a table, one line each, as JSON that only PostgreSQL reads. */
export type TableLine = { table: string; columns: string[] };
export type SequenceLine = { sequence: string; value: string; isCalled: boolean };
/** A line before the bytes of a file that somebody sent: lines of base64, each beginning with `+`. */
export type FileLine = { file: string; bytes: number };
/** The last line: without it, the file was cut. */
export type EndLine = { rows: number };

export type Mark = Heading | TableLine | SequenceLine | FileLine | EndLine;

/** A line that is a mark. */
export function markLine(mark: Mark): string {
	return `#${JSON.stringify(mark)}`;
}

/** The mark of a line, or nothing when the line is a row. */
export function markIn(line: string): Mark | undefined {
	return line.startsWith('#') ? (JSON.parse(line.slice(1)) as Mark) : undefined;
}

/** A digest of the migrations that a database has had. */
export async function migrationsOf(client: pg.ClientBase): Promise<string> {
	const { rows } = await client
		.query<{ digest: string | null }>(
			`select md5(string_agg(hash, ',' order by created_at)) as digest from drizzle.__drizzle_migrations`
		)
		.catch(() => ({ rows: [] }));
	const digest = rows[0]?.digest;
	if (!digest) throw new Trouble('This database has had no migration: it is not one of Maillage.');
	return digest;
}

/** The tables of the product with the columns that hold something of their own, in the order of their names. */
export async function tablesOf(client: pg.ClientBase): Promise<TableLine[]> {
	const { rows } = await client.query<TableLine>(
		`select format('%I', relname) as table,
			array_agg(format('%I', attname) order by attnum) filter (where attgenerated = '') as columns
		from pg_class join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
		where relnamespace = 'public'::regnamespace and relkind = 'r'
		group by relname order by relname`
	);
	return rows;
}

/** The names of the sequences of the product. */
export async function sequencesOf(client: pg.ClientBase): Promise<string[]> {
	const { rows } = await client.query<{ name: string }>(
		`select format('%I', relname) as name from pg_class
		where relnamespace = 'public'::regnamespace and relkind = 'S' order by relname`
	);
	return rows.map(({ name }) => name);
}
