import { sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';

/** What one knows of an organisation that one looks for; `key` is how the caller knows it. */
export type Wanted = {
	key: number;
	siren: string | null;
	name: string;
	/** Other names under which it may be known: with its commune in brackets. */
	otherName: string | null;
	email: string | null;
};

export type Likeness = 'siren' | 'name' | 'email';

/** For each, the organisations that have its SIREN, its name or its address of mail, whoever may see these. */
export async function organisationsAlike(
	tx: Database,
	wanted: Wanted[]
): Promise<{ key: number; by: Likeness; organisationId: string }[]> {
	if (wanted.length === 0) return [];
	const { rows } = await tx.execute<{ key: number; by: Likeness; organisationId: string }>(sql`
		with wanted as materialized (
			select * from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
				as w (key integer, siren text, name text, "otherName" text, email text)
		)
		select w.key, 'siren' as by, p.organisation_id as "organisationId"
		from wanted w join ally_profiles p on p.siren = w.siren where p.organisation_id is not null
		union all
		select w.key, 'name', o.id from wanted w
		cross join lateral (values (w.name), (w."otherName")) as n (name)
		join organisations o on name_key(o.name) = name_key(n.name)
		union all
		select w.key, 'email', p.organisation_id
		from wanted w join ally_profiles p on p.email = w.email where p.organisation_id is not null`);
	return rows;
}

/** The addresses of the pages of these organisations, by organisation. */
export async function slugsOf(db: Database, organisationIds: string[]): Promise<Map<string, string>> {
	if (organisationIds.length === 0) return new Map();
	const { rows } = await db.execute<{ id: string; slug: string }>(sql`
		select organisation_id as id, slug from ally_profiles
		where organisation_id = any(${sql.param(organisationIds)}::uuid[])`);
	return new Map(rows.map(({ id, slug }) => [id, slug]));
}
