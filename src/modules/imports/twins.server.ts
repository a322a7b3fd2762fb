import { sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';

/**
 * Rows about an organisation that an earlier row of the file is about already wait for a choice: the same organisation of ours,
 * the same SIREN, or the same name in the same place or in none.
 */
export async function findTwins(tx: Database, runId: string): Promise<void> {
	await tx.execute(sql`
		with usable as materialized (
			select number, organisation_id, checked->'said'->>'siren' as siren, name_key(checked->>'name') as name,
				coalesce(checked->'place'->>'territoryId', name_key(checked->'place'->>'placeLabel')) as place
			from import_rows where run_id = ${runId} and verdict in ('create', 'change', 'same', 'conflict')
		), twins as (
			select number, min(number) over (partition by organisation_id) as first from usable where organisation_id is not null
			union all
			select number, min(number) over (partition by siren) from usable where siren is not null
			union all
			-- One that is silent about its place or its number may be the other that is not.
			select number, least(
				min(number) over (partition by name, place, siren),
				case when siren is null then min(number) over (partition by name, place)
					else min(number) filter (where siren is null) over (partition by name, place) end,
				case when siren is null then min(number) filter (where place is null) over (partition by name)
					else min(number) filter (where place is null and siren is null) over (partition by name) end,
				case when place is null and siren is null then min(number) over (partition by name)
					when place is null then min(number) filter (where siren is null) over (partition by name) end)
			from usable where organisation_id is null
		), first_of as materialized (
			select number, min(first) as first from twins group by number having min(first) < number
		)
		update import_rows r set verdict = 'conflict', twin_of = f.first
		from first_of f where r.run_id = ${runId} and r.number = f.number`);
}

/**
 * Two organisations of one name that are not the same are told apart by their town, else by their number as well: no two
 * organisations have the same name.
 */
export async function nameApart(tx: Database, runId: string): Promise<void> {
	for (const other of [
		sql`r.checked->>'otherName'`,
		sql`(r.checked->>'name') || ' ' || (r.checked->'said'->>'siren')`
	])
		await tx.execute(sql`
			with named as (
				select number, row_number() over (partition by name_key(checked->>'name') order by number) as place
				from import_rows where run_id = ${runId} and verdict = 'create'
			), later as materialized (select number from named where place > 1)
			update import_rows r set checked = jsonb_set(r.checked, '{name}', to_jsonb(left(${other}, 160))),
				problems = r.problems || jsonb_build_array(
					jsonb_build_object('code', 'named-apart', 'field', 'name', 'value', left(${other}, 160)))
			where r.run_id = ${runId} and r.number = any(array(select number from later)) and ${other} is not null`);
}
