import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Reader } from './audiences.ts';
import { expected, sampleOf } from './facets.server.ts';
import type { Cell, Sheet } from './map-sheets.server.ts';

/** Why allies are in no département: abroad, as wide as a region or another whole, or with no place that one may see. */
export type Apart = 'abroad' | 'wide' | 'nowhere';

/** Allies of a département, or apart from all; the name and address of the only one. */
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

/** How many allies `l` that an audience may see are in each département, and how many are in none. */
export async function alliesByDepartement(db: Database, audience: Reader, where: SQL): Promise<Tally[]> {
	return onSampleOrAll(db, where, (among) => tallies(db, audience, among));
}

async function tallies(db: Database, audience: Reader, where: SQL): Promise<Omit<Tally, 'isEstimate'>[]> {
	const { rows } = await db.execute<Omit<Tally, 'isEstimate'>>(sql`
		with tallies as (
			select l.departement_code as departement, l.region_code as region,
				case when l.departement_code is not null then null
					when l.place_kind in ('country', 'place') then 'abroad'
					when l.place_kind is null then 'nowhere' else 'wide' end as apart,
				count(*)::int as n, (count(*) filter (where l.is_approximate))::int as approximate,
				avg(l.latitude) as latitude, avg(l.longitude) as longitude
			from ally_listings l where l.audience = ${audience} and (${where}) group by 1, 2, 3)
		select t.*, o.slug, o.name from tallies t
		left join lateral (select l.slug, l.name from ally_listings l
			where l.audience = ${audience} and l.departement_code = t.departement and (${where}) limit 1) o on t.n = 1
		order by t.departement, t.region, t.apart`);
	return rows;
}

/** Allies whose points share a cell of a sheet; who, when there is one, and where, when all are in one territory. */
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

/**
 * Counts by cell the allies `l` of an audience whose points are on these sheets: as many rows as there are cells, at most.
 * `isExact`: on all of them, even when they are many.
 */
export async function alliesOnSheets(
	db: Database,
	audience: Reader,
	where: SQL,
	sheets: Sheet[],
	isExact: boolean
): Promise<Neighbours[]> {
	const cells = (among: SQL) =>
		sheets.length === 0 ? Promise.resolve([]) : cellsOf(db, audience, among, sheets);
	if (isExact) return (await cells(where)).map((cell) => ({ ...cell, isEstimate: false }));
	// On a sample one does not know that a cell holds one commune only.
	const found = await onSampleOrAll(db, where, cells);
	return found.map((cell) => (cell.isEstimate ? { ...cell, territory: null, place: null } : cell));
}

async function cellsOf(
	db: Database,
	audience: Reader,
	where: SQL,
	sheets: Sheet[]
): Promise<Omit<Neighbours, 'isEstimate'>[]> {
	const bounds = sql.join(
		sheets.map(
			({ bounds: { west, south, east, north }, cellWidth, cellHeight }, sheet) =>
				sql`(${sheet}::int, ${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8, ${cellWidth}::float8, ${cellHeight}::float8)`
		),
		sql`, `
	);
	const inCell = sql`l.audience = ${audience} and l.departement_code is not null and (${where})`;
	const { rows } = await db.execute<Omit<Neighbours, 'isEstimate'>>(sql`
		with cells as (
			select s.sheet, floor(l.longitude / s.width)::int as column, floor(l.latitude / s.height)::int as row,
				min(s.width) as width, count(*)::int as n, (count(*) filter (where l.is_approximate))::int as approximate,
				avg(l.latitude) as latitude, avg(l.longitude) as longitude, min(l.latitude) as lowest,
				case when min(l.territory_id) = max(l.territory_id) then min(l.territory_id) end as territory,
				case when min(l.departement_code) = max(l.departement_code) then min(l.departement_code) end as departement
			from (values ${bounds}) s(sheet, west, south, east, north, width, height)
			join ally_listings l on l.latitude between s.south and s.north and l.longitude between s.west and s.east
			where ${inCell} group by 1, 2, 3)
		select c.sheet, c.column, c.row, c.n, c.approximate, c.latitude, c.longitude, c.territory, c.departement,
			o.place, case when c.n = 1 then o.slug end as slug, case when c.n = 1 then o.name end as name
		from cells c
		left join lateral (select l.slug, l.name, l.place_label as place from ally_listings l
			where ${inCell} and l.latitude = c.lowest and floor(l.longitude / c.width) = c.column limit 1) o
			on c.territory is not null or c.n = 1
		order by c.n desc, c.sheet, c.column, c.row`);
	return rows;
}

/** The first of the allies abroad that an audience may see, by name. */
export async function alliesAbroad(db: Database, audience: Reader, where: SQL, most: number) {
	const { rows } = await db.execute<{ slug: string; name: string; place: string | null }>(sql`
		select l.slug, l.name, l.place_label as place from ally_listings l
		where l.audience = ${audience} and l.departement_code is null and l.place_kind in ('country', 'place') and (${where})
		order by l.sort_name, l.profile_id limit ${most}`);
	return rows;
}

/** How many allies a sample of the map has, and how many of them a choice keeps for its counts to be told from it. */
const sampleSize = 12_000;
const enough = 180;

type Counted = { n: number; slug: string | null; name: string | null };

/** What many share is counted on a sample, in which nobody stands for themselves alone; what few share, one by one. */
async function onSampleOrAll<Row extends Counted>(
	db: Database,
	where: SQL,
	count: (among: SQL) => Promise<Row[]>
): Promise<(Row & { isEstimate: boolean })[]> {
	const sample = await sampleOf(db, sampleSize);
	const isMany = sample && (await expected(db, where)) > sample.factor * enough;
	const rows = isMany ? await count(sample.among(where)) : [];
	if (!isMany || rows.reduce((sum, { n }) => sum + n, 0) < enough)
		return (await count(where)).map((row) => ({ ...row, isEstimate: false }));
	return rows.map((row) => {
		const n = Math.round(row.n * sample.factor);
		return { ...row, n, slug: null, name: null, isEstimate: true };
	});
}
