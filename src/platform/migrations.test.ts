import { expect } from 'vitest';
import { sql } from 'drizzle-orm';
import { inject } from 'vitest';
import pg from 'pg';
import { openDatabase } from './database.server.ts';
import { migrate, migrationsDone } from './migrations.server.ts';
import { test } from './testing.server.ts';

test('four processes that start at once on an empty database leave it migrated', async () => {
	const url = await emptyDatabase('starters');
	await Promise.all([migrate(url), migrate(url), migrate(url), migrate(url)]);
	const { db, close } = openDatabase(url, 1);
	expect(await migrationsDone(db)).toBe(true);
	await close();
});

test('a database behind this version is not ready', async ({ db }) => {
	expect(await migrationsDone(db)).toBe(true);
	await db.execute(sql`delete from drizzle.__drizzle_migrations`);
	expect(await migrationsDone(db)).toBe(false);
});

async function emptyDatabase(name: string) {
	const server = new pg.Client({ connectionString: inject('serverUrl') });
	await server.connect();
	await server.query(`create database ${name}`);
	await server.end();
	return inject('serverUrl').replace(/\/[^/?]*(\?|$)/, `/${name}$1`);
}
