import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator';
import { runMigrations as runJobMigrations } from 'graphile-worker';
import pg from 'pg';
import { jobLogger } from './jobs/jobs.server.ts';

const migrationsFolder = fileURLToPath(new URL('../../drizzle', import.meta.url));
/** Any constant: processes that start at once on one database take turns on it. */
const startersLock = 7_243_301;

/**
 * Brings the database to the schema of this version: all of the missing migrations or, when one fails, none.
 * Several processes may call it at once. Forward only.
 */
export async function migrate(databaseUrl: string): Promise<void> {
	const pool = new pg.Pool({ connectionString: databaseUrl, max: 3 });
	const guard = await pool.connect();
	try {
		await guard.query('select pg_advisory_lock($1)', [startersLock]);
		await runJobMigrations({ pgPool: pool, logger: jobLogger });
		await runMigrations(drizzle(guard, { casing: 'snake_case' }), { migrationsFolder });
	} finally {
		await guard.query('select pg_advisory_unlock($1)', [startersLock]).catch(() => undefined);
		guard.release();
		await pool.end();
	}
}
