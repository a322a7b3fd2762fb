import { sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Spent } from './processes.ts';

/** What an import writes about organisations themselves: their rows, and those of their pages, addresses and skills. */
const written = ['organisations', 'ally_profiles', 'ally_slugs', 'ally_skills'];
/** What is kept beside them so that the directory and the search answer at once. */
const shown = ['ally_listings', 'search_entries'];
const tables = [...written, ...shown];

/** Puts what an import has written in files of the server, a table a file; says the folder. */
export async function copyOut(db: Database, before: Date): Promise<string> {
	const { rows } = await db.execute<{ folder: string }>(sql`
		select current_setting('data_directory') || '/bench-' || gen_random_uuid() as folder`);
	const folder = rows[0]!.folder;
	const founded = `select id from organisations where created_at > '${before.toISOString()}'`;
	const opened = `select id from ally_profiles where organisation_id in (${founded})`;
	const those: Record<string, string> = {
		organisations: `id in (${founded})`,
		ally_profiles: `id in (${opened})`,
		ally_slugs: `profile_id in (${opened})`,
		ally_skills: `profile_id in (${opened})`,
		ally_listings: `profile_id in (${opened})`,
		search_entries: `kind = 'ally' and ref in (select id::text from (${opened}) as page)`
	};
	for (const table of tables) {
		const columns = await columnsOf(db, table);
		const chosen = `select ${columns} from ${table} where ${those[table]}`;
		await db.execute(sql.raw(`copy (${chosen}) to '${folder}-${table}'`));
	}
	return folder;
}

/** What PostgreSQL alone takes for the same rows: each file copied into a table without indexes, then merged. */
export async function bareMerge(
	db: Database,
	folder: string,
	took: () => Spent
): Promise<{ written: Spent; shown: Spent }> {
	took();
	await merge(db, folder, written);
	const first = took();
	await merge(db, folder, shown);
	return { written: first, shown: took() };
}

async function merge(db: Database, folder: string, names: string[]): Promise<void> {
	await db.transaction(async (tx) => {
		for (const table of names) {
			const columns = await columnsOf(tx, table);
			await tx.execute(
				sql.raw(`create temporary table staged on commit drop as select ${columns} from ${table} limit 0`)
			);
			await tx.execute(sql.raw(`copy staged from '${folder}-${table}'`));
			await tx.execute(
				sql.raw(`insert into ${table} (${columns}) select ${columns} from staged on conflict do nothing`)
			);
			await tx.execute(sql.raw('drop table staged'));
		}
	});
}

/** The columns that somebody writes: the database makes the others itself. */
async function columnsOf(db: Database, table: string): Promise<string> {
	const { rows } = await db.execute<{ columns: string }>(sql`
		select string_agg(quote_ident(column_name), ', ' order by ordinal_position) as columns
		from information_schema.columns where table_name = ${table} and is_generated = 'NEVER'`);
	return rows[0]!.columns;
}
