import { sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { OrganisationKind } from './organisation-kinds.ts';

export type FoundedInBulk = { id: string; name: string; kind: OrganisationKind; place: string | null };

/** Founds these organisations at once; says which ones. One whose name is taken meanwhile is not founded. */
export async function foundOrganisations(
	tx: Database,
	founderId: string | null,
	founding: FoundedInBulk[]
): Promise<Set<string>> {
	const { rows } = await tx.execute<{ id: string }>(sql`
		insert into organisations (id, name, kind, place, founded_by)
		select id, name, kind, place, ${founderId}::uuid
		from jsonb_to_recordset(${JSON.stringify(founding)}::jsonb) as f (id uuid, name text, kind text, place text)
		on conflict do nothing returning id`);
	return new Set(rows.map(({ id }) => id));
}

export type OrganisationChange = { id: string; name?: string; kind?: OrganisationKind };

/** Changes names and kinds at once; says which ones. A name that another organisation has stays as it was. */
export async function changeOrganisations(tx: Database, changes: OrganisationChange[]): Promise<Set<string>> {
	if (changes.length === 0) return new Set();
	const { rows } = await tx.execute<{ id: string }>(sql`
		with wanted as (
			select distinct on (coalesce(name_key(name), id::text)) id, name, kind
			from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as c (id uuid, name text, kind text)
			order by coalesce(name_key(name), id::text), id
		)
		update organisations o set name = coalesce(w.name, o.name), kind = coalesce(w.kind, o.kind)
		from wanted w where o.id = w.id and not exists (
			select 1 from organisations other where other.id <> w.id and name_key(other.name) = name_key(w.name))
		returning o.id`);
	return new Set(rows.map(({ id }) => id));
}

/** Removes those of these organisations to which nothing leads but what `besides` names; says which ones. */
export async function removeUnusedOrganisations(
	tx: Database,
	ids: string[],
	besides: string[]
): Promise<Set<string>> {
	const isUnused = await nothingRefersTo(tx, 'organisations', sql`o.id`, besides);
	const { rows } = await tx.execute<{ id: string }>(sql`
		delete from organisations o where o.id = any(${sql.param(ids)}::uuid[]) and ${isUnused} returning o.id`);
	return new Set(rows.map(({ id }) => id));
}

/**
 * Whether no row of any table refers to a row of `table`, whatever modules there are: asked of the database, so that a
 * new one is never forgotten. `besides` names the tables that do not count.
 */
export async function nothingRefersTo(
	tx: Database,
	table: 'organisations' | 'ally_profiles',
	id: ReturnType<typeof sql>,
	besides: string[]
) {
	const { rows } = await tx.execute<{ table: string; column: string }>(sql`
		select c.conrelid::regclass::text as table, a.attname as column
		from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
		where c.contype = 'f' and c.confrelid = ${table}::regclass
			and c.conrelid::regclass::text <> all(${sql.param(besides)}::text[])`);
	const none = rows.map(
		({ table: other, column }) =>
			sql`not exists (select 1 from ${sql.identifier(other)} r where r.${sql.identifier(column)} = ${id})`
	);
	return none.length === 0 ? sql`true` : sql.join(none, sql` and `);
}
