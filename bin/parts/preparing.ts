import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '#platform/migrations.server.ts';
import { Trouble, writingUnder } from '#platform/trouble.ts';

/** Brings the database to this version, or says that nothing of it was done. */
export async function migrateOrExplain(databaseUrl: string): Promise<void> {
	try {
		await migrate(databaseUrl);
	} catch (error) {
		const { message, cause } = error as Error & { cause?: Error };
		throw new Trouble(
			'The database could not be brought to this version of Maillage. Nothing was applied: the data are as before, ' +
				`and the former version still runs on them. What PostgreSQL said: ${cause?.message ?? message}`,
			{ cause: error }
		);
	}
}

/** Whether an alliance lives in a migrated database: an application that is loaded before its data takes it for no demonstration. */
export async function isFounded(databaseUrl: string): Promise<boolean> {
	const client = new pg.Client({ connectionString: databaseUrl });
	await client.connect();
	try {
		const { rowCount } = await client.query('select from alliance');
		return rowCount !== 0;
	} finally {
		await client.end();
	}
}

/** The secret kept in the data folder, made at the first start. */
export function keptSecret(dataFolder: string): string {
	const file = join(dataFolder, 'secret');
	return writingUnder(dataFolder, () => {
		mkdirSync(dataFolder, { recursive: true });
		try {
			writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		}
		return readFileSync(file, 'utf8').trim();
	});
}
