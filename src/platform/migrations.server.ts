import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator';
import { runMigrations as runJobMigrations } from 'graphile-worker';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { openDatabase, type Database } from './database.server.ts';
import { jobLogger } from './jobs/jobs.server.ts';

/** In the working folder, which is the project's: this file itself is bundled elsewhere. */
const migrationsFolder = 'drizzle';
/** Any constant: processes that start at once on one database take turns on it. */
const startersLock = 7_243_301;

/**
 * Brings the database to the schema of this version: all of our missing migrations or, when one fails, none of them.
 * Several processes may call it at once. Forward only.
 */
export async function migrate(databaseUrl: string): Promise<void> {
	const { pool, close } = openDatabase(databaseUrl, 3);
	const guard = await pool.connect();
	try {
		await guard.query('select pg_advisory_lock($1)', [startersLock]);
		await runJobMigrations({ pgPool: pool, logger: jobLogger });
		await runMigrations(drizzle(guard, { casing: 'snake_case' }), { migrationsFolder });
	} finally {
		await guard.query('select pg_advisory_unlock($1)', [startersLock]).catch(() => undefined);
		guard.release();
		await close();
	}
}

/** Whether the database has had every migration of this version. */
export async function migrationsDone(db: Database): Promise<boolean> {
	const known = readMigrationFiles({ migrationsFolder });
	const { rows } = await db.execute<{ latest: string | null }>(
		sql`select max(created_at)::bigint as latest from drizzle.__drizzle_migrations`
	);
	return Number(rows[0]?.latest ?? 0) >= Math.max(...known.map((migration) => migration.folderMillis));
}
