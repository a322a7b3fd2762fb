import pg from 'pg';
import { inject, test as base } from 'vitest';
import { openDatabase, type Database, type OpenedDatabase } from './database.server.ts';

declare module 'vitest' {
	interface ProvidedContext {
		serverUrl: string;
		templateDatabase: string;
	}
}

class Rollback extends Error {}

let opened: Promise<OpenedDatabase> | undefined;

/** A test whose `db` is a transaction that is rolled back: tests see real PostgreSQL and never each other's rows. */
export const test = base.extend<{ db: Database }>({
	// eslint-disable-next-line no-empty-pattern -- Vitest reads the pattern
	db: async ({}, use) => {
		const { db } = await (opened ??= cloneDatabase());
		await db
			.transaction(async (tx) => {
				await use(tx);
				throw new Rollback();
			})
			.catch((error: unknown) => {
				if (!(error instanceof Rollback)) throw error;
			});
	}
});

/** A database of its own, for tests of races that need several connections and of what happens after a commit. */
export async function cloneDatabase(): Promise<OpenedDatabase & { url: string }> {
	const name = `test_${process.pid}_${Math.random().toString(36).slice(2)}`;
	const url = onDatabase(name);
	const server = new pg.Client({ connectionString: onDatabase('postgres') });
	await server.connect();
	await server.query(`create database ${name} template ${inject('templateDatabase')}`);
	await server.end();
	return { ...openDatabase(url, 12), url };
}

function onDatabase(name: string): string {
	const url = inject('serverUrl');
	return url.replace(/\/[^/?]*(\?|$)/, `/${name}$1`);
}
