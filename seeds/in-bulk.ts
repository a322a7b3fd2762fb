import { sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';

type Definition = { drop: string; make: string };

/**
 * Writes a great many rows into tables. Keys stay; what else is kept up with each row, indexes and references, is taken away
 * first and made again at the end, all at once: five times quicker from some hundred thousand rows on.
 */
export async function inBulk(tx: Database, tables: string[], write: () => Promise<unknown>): Promise<void> {
	const definitions = [...(await indexesOf(tx, tables)), ...(await referencesOf(tx, tables))];
	await tx.execute(sql`set local maintenance_work_mem = '256MB'`);
	for (const { drop } of definitions) await tx.execute(sql.raw(drop));
	await write();
	for (const { make } of definitions) await tx.execute(sql.raw(make));
	for (const table of tables) await tx.execute(sql`analyze ${sql.identifier(table)}`);
}

async function indexesOf(tx: Database, tables: string[]): Promise<Definition[]> {
	const { rows } = await tx.execute<Definition>(sql`
		select format('drop index %s', indexrelid::regclass) as drop, pg_get_indexdef(indexrelid) as make
		from pg_index where indrelid = any(${sql.param(tables)}::regclass[]) and not indisunique`);
	return rows;
}

async function referencesOf(tx: Database, tables: string[]): Promise<Definition[]> {
	const { rows } = await tx.execute<Definition>(sql`
		select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
			format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as make
		from pg_constraint where conrelid = any(${sql.param(tables)}::regclass[]) and contype = 'f'`);
	return rows;
}
