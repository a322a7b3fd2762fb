import { drizzle, type NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import pg from 'pg';
import { log } from './logs.server.ts';

/** A pool of connections or an open transaction: every function of a module takes one, so callers decide what is atomic. */
export type Database = PgDatabase<NodePgQueryResultHKT>;

export type OpenedDatabase = { db: Database; pool: pg.Pool; close(): Promise<void> };

/** How alike two words are that differ by a slip of the fingers (`<%`): the server's own 0.6 finds no “enrgie”. */
const forgiveSlips = '-c pg_trgm.word_similarity_threshold=0.45';

/** Opens a pool of at most `connections` to a PostgreSQL server. Nothing connects before the first query. */
export function openDatabase(databaseUrl: string, connections = 10): OpenedDatabase {
	const pool = new pg.Pool({ connectionString: databaseUrl, max: connections, options: forgiveSlips });
	const lost = (error: Error) => log.warn({ reason: error.message }, 'a database connection was lost');
	pool.on('error', lost);
	pool.on('connect', (client) => client.on('error', lost));
	const db = drizzle(pool, { casing: 'snake_case' });
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
