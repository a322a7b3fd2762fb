import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { apartIn, asSheets, theirOnly, type Counts, type Located, type Wanted } from './map-counts.server.ts';
import type { Sheet } from './map-sheets.server.ts';

/**
 * Counts by département and on sheets those who are so few that each is read: once, with its name, and those at one point
 * together.
 */
export async function countedAmongFew(
	db: Database,
	{ from, where }: Located,
	{ byDepartement, sheets }: Wanted
): Promise<Counts> {
	const meant = byDepartement ? where : sql`(${where}) and ${isOn(sheets)}`;
	const { rows } = await db.execute<Counts>(sql`
		with points as materialized (
			select l.departement_code, l.region_code, l.place_kind, l.territory_id, l.latitude, l.longitude,
				count(*) as n, count(*) filter (where l.is_approximate) as approximate,
				min(l.slug) as slug, min(l.name) as name, min(l.place_label) as place
			from ${from} where ${meant} group by 1, 2, 3, 4, 5, 6)
		select ${byDepartement ? listOf(tallies) : nothing} as tallies,
			${sheets.length > 0 ? listOf(neighboursOn(sheets)) : nothing} as neighbours`);
	return rows[0]!;
}

function isOn(sheets: Sheet[]): SQL {
	const boxes = sheets.map(
		({ bounds: { west, south, east, north } }) =>
			sql`l.latitude between ${south}::float8 and ${north}::float8 and l.longitude between ${west}::float8 and ${east}::float8`
	);
	return sql`(${sql.join([sql`false`, ...boxes], sql` or `)})`;
}

const nothing = sql`'[]'::json`;
const listOf = (rows: SQL) => sql`(select coalesce(json_agg(one), '[]') from (${rows}) one)`;

const middle = (column: string) => {
	const at = sql.raw(`p.${column}`);
	return sql`sum(${at} * p.n) / sum(p.n) filter (where ${at} is not null)`;
};
const ofTheOnly = (column: string) => sql`case when sum(p.n) = 1 then min(${sql.raw(`p.${column}`)}) end`;
const counts = sql`sum(p.n)::int as n, sum(p.approximate)::int as approximate,
	${middle('latitude')} as latitude, ${middle('longitude')} as longitude,
	${ofTheOnly('slug')} as slug, ${ofTheOnly('name')} as name, false as "isEstimate"`;

const tallies = sql`select p.departement_code as departement, p.region_code as region,
		${apartIn('p')} as apart, ${counts}
	from points p group by 1, 2, 3 order by 1, 2, 3`;

function neighboursOn(sheets: Sheet[]): SQL {
	return sql`with ${asSheets(sheets)}
		select s.sheet, floor(p.longitude / s.width)::int as column, floor(p.latitude / s.height)::int as row, ${counts},
			${theirOnly('p.territory_id')} as territory, ${theirOnly('p.departement_code')} as departement,
			case when min(p.territory_id) = max(p.territory_id) or sum(p.n) = 1 then min(p.place) end as place
		from points p
		join sheets s on p.latitude between s.south and s.north and p.longitude between s.west and s.east
		where p.departement_code is not null group by 1, 2, 3 order by n desc, 1, 2, 3`;
}
