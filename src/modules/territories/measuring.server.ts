import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';

/**
 * Counts again the people of composite territories, of one or of all, and finds their middle: from the communes that their
 * parts hold, each once, else from the parts themselves.
 */
export async function measureComposites(tx: Database, id?: string): Promise<void> {
	const asked: SQL = id === undefined ? sql`kind = 'composite'` : sql`id in (${wholesOf(id)})`;
	await tx.execute(sql`
		with recursive below (whole, part) as (
			select id, id from territories where ${asked} and kind = 'composite'
			union
			select below.whole, p.part_id from below join territory_parts p on p.whole_id = below.part
		), held as (
			select below.whole, t.* from below join territories t on t.id = below.part where t.kind <> 'composite'
		), communes as (
			select whole, c.population, c.latitude, c.longitude from held h join territories c
				on c.kind = 'commune' and c.became is null and c.until is null and (
					c.id = h.id or h.kind = 'epci' and c.epci_code = h.code
					or h.kind = 'departement' and c.departement_code = h.code or h.kind = 'region' and c.region_code = h.code)
			group by whole, c.id
			union all
			select whole, population, latitude, longitude from held where kind in ('place', 'country')
		), measured as (
			select whole, sum(population)::integer as population, avg(latitude) as latitude, avg(longitude) as longitude
			from communes group by whole
		)
		update territories set population = measured.population, latitude = measured.latitude, longitude = measured.longitude
		from (select id from territories where ${asked}) as asked left join measured on measured.whole = asked.id
		where territories.id = asked.id and territories.kind = 'composite'`);
}

/** A territory and all that hold it, however far up. */
function wholesOf(id: string): SQL {
	return sql`with recursive above (id) as (
			select ${id}::text union select p.whole_id from above join territory_parts p on p.part_id = above.id
		) select id from above`;
}
