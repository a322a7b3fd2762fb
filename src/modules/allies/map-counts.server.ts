import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Cell, Sheet } from './map-sheets.server.ts';

/** Why something is in no département: abroad, as wide as a region or another whole, or with no place that one may see. */
export type Apart = 'abroad' | 'wide' | 'nowhere';

/** How many are in a département, or apart from all; the name and address of the only one. */
export type Tally = {
	departement: string | null;
	region: string | null;
	apart: Apart | null;
	n: number;
	approximate: number;
	latitude: number | null;
	longitude: number | null;
	slug: string | null;
	name: string | null;
	/** Counted on a sample. */
	isEstimate: boolean;
};

/** Those whose points share a cell of a sheet; which one, when there is one, and where, when all are in one territory. */
export type Neighbours = Cell & {
	n: number;
	approximate: number;
	latitude: number;
	longitude: number;
	territory: string | null;
	departement: string | null;
	slug: string | null;
	name: string | null;
	place: string | null;
	isEstimate: boolean;
};

/** What stands abroad, in a list beside the map. */
export type Abroad = { slug: string; name: string; place: string | null };

/** What a map counts: by département, on some sheets, or both; `isExact`: all of them, even when they are many. */
export type Wanted = { byDepartement: boolean; sheets: Sheet[]; isExact: boolean };

export type Counts = { tallies: Tally[]; neighbours: Neighbours[] };

/** What a map shows, counted as a map needs it, and the first of those abroad. */
export type OnMap = {
	counted(wanted: Wanted): Promise<Counts>;
	abroad(most: number): Promise<Abroad[]>;
};

/**
 * Rows `l` with a `slug`, a `name`, where they are (`territory_id`, `place_kind`, `place_label`, `departement_code`, `region_code`,
 * `latitude`, `longitude`), and whether that is approximate (`is_approximate`); and which of them are meant.
 */
export type Located = { from: SQL; where: SQL };

/** Why a row is in no département; nothing when it is in one. */
export function apartIn(row: 'l' | 'p'): SQL {
	const [departement, kind] = [sql.raw(`${row}.departement_code`), sql.raw(`${row}.place_kind`)];
	return sql`case when ${departement} is not null then null when ${kind} in ('country', 'place') then 'abroad'
		when ${kind} is null then 'nowhere' else 'wide' end`;
}

/** What the rows of a group have in common, where they have. */
export function theirOnly(column: string): SQL {
	const value = sql.raw(column);
	return sql`case when min(${value}) = max(${value}) then min(${value}) end`;
}

/** How many are in each département, and how many are in none. */
export async function countedByDepartement(
	db: Database,
	{ from, where }: Located
): Promise<Omit<Tally, 'isEstimate'>[]> {
	const { rows } = await db.execute<Omit<Tally, 'isEstimate'>>(sql`
		with tallies as (
			select l.departement_code as departement, l.region_code as region,
				${apartIn('l')} as apart,
				count(*)::int as n, (count(*) filter (where l.is_approximate))::int as approximate,
				avg(l.latitude) as latitude, avg(l.longitude) as longitude
			from ${from} where ${where} group by 1, 2, 3)
		select t.*, o.slug, o.name from tallies t
		left join lateral (select l.slug, l.name from ${from}
			where l.departement_code = t.departement and (${where}) limit 1) o on t.n = 1
		order by t.departement, t.region, t.apart`);
	return rows;
}

/** Counts by cell those whose points are on these sheets, those at one point together: as many rows as there are cells, at most. */
export async function countedOnSheets(
	db: Database,
	{ from, where }: Located,
	sheets: Sheet[]
): Promise<Omit<Neighbours, 'isEstimate'>[]> {
	if (sheets.length === 0) return [];
	const inCell = sql`l.departement_code is not null and (${where})`;
	const pointsOn = ({ bounds: { west, south, east, north } }: Sheet, sheet: number) => sql`
		select ${sheet}::int as sheet, l.latitude, l.longitude, l.territory_id, l.departement_code,
			count(*) as n, count(*) filter (where l.is_approximate) as approximate
		from ${from} where l.latitude between ${south}::float8 and ${north}::float8
			and l.longitude between ${west}::float8 and ${east}::float8 and ${inCell}
		group by l.latitude, l.longitude, l.territory_id, l.departement_code`;
	const { rows } = await db.execute<Omit<Neighbours, 'isEstimate'>>(sql`
		with ${asSheets(sheets)},
		points as (${sql.join(sheets.map(pointsOn), sql` union all `)}),
		cells as (
			select s.sheet, floor(p.longitude / s.width)::int as column, floor(p.latitude / s.height)::int as row,
				min(s.width) as width, sum(p.n)::int as n, sum(p.approximate)::int as approximate,
				sum(p.latitude * p.n) / sum(p.n) as latitude, sum(p.longitude * p.n) / sum(p.n) as longitude,
				min(p.latitude) as lowest,
				${theirOnly('p.territory_id')} as territory, ${theirOnly('p.departement_code')} as departement
			from points p join sheets s using (sheet) group by 1, 2, 3)
		select c.sheet, c.column, c.row, c.n, c.approximate, c.latitude, c.longitude, c.territory, c.departement,
			o.place, case when c.n = 1 then o.slug end as slug, case when c.n = 1 then o.name end as name
		from cells c
		left join lateral (select l.slug, l.name, l.place_label as place from ${from}
			where (c.territory is not null or c.n = 1)
				and ${inCell} and l.latitude = c.lowest and floor(l.longitude / c.width) = c.column limit 1) o on true
		order by c.n desc, c.sheet, c.column, c.row`);
	return rows;
}

/** The bounds of sheets and of their cells, as rows `sheets` of a statement. */
export function asSheets(sheets: Sheet[]): SQL {
	const rows = sheets.map(
		({ bounds: { west, south, east, north }, cellWidth, cellHeight }, sheet) =>
			sql`(${sheet}::int, ${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8, ${cellWidth}::float8, ${cellHeight}::float8)`
	);
	return sql`sheets (sheet, west, south, east, north, width, height) as (values ${sql.join(rows, sql`, `)})`;
}
