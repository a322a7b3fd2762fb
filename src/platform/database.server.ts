import type { SQL } from 'drizzle-orm';
import { drizzle, type NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import { PgDialect, type PgDatabase } from 'drizzle-orm/pg-core';
import type pg from 'pg';
import { log } from './logs.server.ts';
import { PipeliningPool } from './pipelining-pool.server.ts';

/** A pool of connections or an open transaction: every function of a module takes one, so callers decide what is atomic. */
export type Database = PgDatabase<NodePgQueryResultHKT>;

export type OpenedDatabase = { db: Database; pool: pg.Pool; close(): Promise<void> };

/** How alike two words are that differ by a slip of the fingers (`<%`): the server's own 0.6 finds no “enrgie”. */
const forgiveSlips = '-c pg_trgm.word_similarity_threshold=0.45';

const casing = 'snake_case';

/** Opens a pool of at most `connections` to a PostgreSQL server. Nothing connects before the first query. */
export function openDatabase(databaseUrl: string, connections = 10): OpenedDatabase {
	const pool = new PipeliningPool({
		connectionString: databaseUrl,
		max: connections,
		options: forgiveSlips
	});
	const lost = (error: Error) => log.warn({ reason: error.message }, 'a database connection was lost');
	pool.on('error', lost);
	pool.on('connect', (client) => client.on('error', lost));
	const db = drizzle(pool, { casing });
	return { db, pool, close: () => pool.end() };
}

/** Keeps one value per database, such as a prepared query: building a hot query costs more than running it. */
export function oncePerDatabase<Value>(build: (db: Database) => Value): (db: Database) => Value {
	const built = new WeakMap<Database, Value>();
	return (db) => {
		let value = built.get(db);
		if (value === undefined) built.set(db, (value = build(db)));
		return value;
	};
}

const dialect = new PgDialect({ casing });
/** The names of statements by their texts. */
const forms = new Map<string, string>();
const mostForms = 100;

/**
 * Runs a statement that is put together from parts, and so has one of a few forms, prepared under a name of its form: its plan is
 * kept and it costs half. For tables that any plan reads quickly: on large ones, a plan for the very values is worth its time.
 */
export async function executePrepared<Row extends Record<string, unknown>>(
	db: Database,
	statement: SQL
): Promise<Row[]> {
	const query = dialect.sqlToQuery(statement);
	if (forms.size < mostForms && !forms.has(query.sql)) forms.set(query.sql, `form_${forms.size + 1}`);
	const answer = db._.session.prepareQuery(query, undefined, forms.get(query.sql), false).execute();
	return ((await answer) as { rows: Row[] }).rows;
}
