import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { pageOf, type PageOf, type Place } from '#platform/paging.ts';
import { territoriesLike, type TerritoryFound } from './finding.server.ts';
import { territoryKinds, type CompositeForm, type TerritoryKind } from './kinds.ts';
import { findTerritory } from './territories.server.ts';
import { labelOf, nameOf } from './territory-label.ts';

export type Territory = NonNullable<Awaited<ReturnType<typeof findTerritory>>>;

/** A territory as a line of a list. */
export type TerritoryLine = {
	id: string;
	kind: TerritoryKind;
	form: CompositeForm | null;
	name: string;
	label: string;
	population: number | null;
};

type Row = Omit<TerritoryLine, 'label'> & { country: string; departementCode: string | null };

const columns = sql.raw('id, kind, form, name, population, country, departement_code as "departementCode"');
const stands = sql.raw('became is null and until is null');
const pageSize = 60;
const mostFound = 24;

/** A territory with what it belongs to and a page of its parts, of one kind at a time; null when there is none at this address. */
export async function territoryToRead(
	db: Database,
	id: string,
	asked: TerritoryKind | undefined,
	place: Place
) {
	const territory = await findTerritory(db, id);
	if (!territory) return null;
	const counts = await countParts(db, territory);
	const kind = counts.find((one) => one.kind === asked)?.kind ?? counts[0]?.kind;
	return {
		territory,
		wholes: await wholesOf(db, territory),
		counts,
		kind: kind ?? null,
		page: kind ? await partsPage(db, territory, kind, place) : null
	};
}

/** The lists from which one goes down to a territory: regions, composites, countries where a town was named. */
export async function territoriesToBrowse(db: Database) {
	const regions = await lines(db, sql`kind = 'region'`, sql`length(code) = 3, code < '10', search_words`);
	const composites = await lines(db, sql`kind = 'composite'`, sql`search_words, id`);
	const hasPlace = sql`exists (select from territories p where p.kind = 'place' and p.country = territories.country)`;
	const countries = await lines(
		db,
		sql`kind = 'country' and country <> 'FR' and ${hasPlace}`,
		sql`search_words`
	);
	return { regions, composites, countries };
}

/** Every composite territory, those that ended too; for facilitators. */
export async function compositesToManage(
	db: Database
): Promise<(TerritoryLine & { until: number | null })[]> {
	const { rows } = await db.execute<Row & { until: number | null }>(
		sql`select ${columns}, until from territories where kind = 'composite' order by until is not null, search_words, id limit 500`
	);
	return rows.map((row) => ({ ...lineOf(row), until: row.until }));
}

/** A composite territory and its parts, to change them; null when it is none. */
export async function compositeToManage(db: Database, id: string) {
	const composite = await findTerritory(db, id);
	if (composite?.kind !== 'composite') return null;
	const isPart = sql`id in (select part_id from territory_parts where whole_id = ${composite.id})`;
	const { rows } = await db.execute<Row>(
		sql`select ${columns} from territories where ${isPart} order by search_words, id limit 2000`
	);
	return { composite, parts: rows.map(lineOf) };
}

/** What one finds on the page of territories by what one types. */
export function territoriesFound(db: Database, typed: string): Promise<TerritoryFound[]> {
	return territoriesLike(db, typed, { limit: mostFound });
}

async function lines(db: Database, condition: SQL, order: SQL): Promise<TerritoryLine[]> {
	const { rows } = await db.execute<Row>(
		sql`select ${columns} from territories where ${condition} and ${stands} order by ${order} limit 500`
	);
	return rows.map(lineOf);
}

function lineOf({ country, departementCode, ...row }: Row): TerritoryLine {
	const named = { ...row, country, departementCode };
	return { ...row, name: nameOf(named), label: labelOf(named) };
}

/** What a territory holds: by their codes for official ones, by its parts for what is composed. */
function isPartOf({ id, kind, code, country }: Territory): SQL {
	const isNamed = sql`id in (select part_id from territory_parts where whole_id = ${id})`;
	if (kind === 'region') return sql`region_code = ${code} and kind in ('departement', 'epci', 'commune')`;
	if (kind === 'departement') return sql`departement_code = ${code} and kind in ('epci', 'commune')`;
	if (kind === 'epci') return sql`(epci_code = ${code} and kind = 'commune' or ${isNamed})`;
	if (kind === 'composite') return isNamed;
	if (kind === 'country')
		return country === 'FR' ? sql`kind = 'region'` : sql`country = ${country} and kind = 'place'`;
	return sql`false`;
}

const readingOrder: TerritoryKind[] = [
	'region',
	'departement',
	'composite',
	'epci',
	'commune',
	'place',
	'country'
];

async function countParts(
	db: Database,
	territory: Territory
): Promise<{ kind: TerritoryKind; count: number }[]> {
	const { rows } = await db.execute<{ kind: TerritoryKind; count: number }>(
		sql`select kind, count(*)::integer as count from territories where ${isPartOf(territory)} and ${stands} group by kind`
	);
	return rows.toSorted((one, other) => readingOrder.indexOf(one.kind) - readingOrder.indexOf(other.kind));
}

async function partsPage(
	db: Database,
	territory: Territory,
	kind: TerritoryKind,
	place: Place
): Promise<PageOf<TerritoryLine>> {
	const key = place.after ?? place.before;
	const isBackwards = place.before !== undefined;
	const direction = sql.raw(isBackwards ? 'desc' : 'asc');
	const start = sql`(select search_words, id from territories where id = ${key})`;
	const beyond =
		key === undefined ? sql`true` : sql`(search_words, id) ${sql.raw(isBackwards ? '<' : '>')} ${start}`;
	const { rows } = await db.execute<Row>(sql`
		select ${columns} from territories
		where ${isPartOf(territory)} and ${stands} and kind = ${kind} and ${beyond}
		order by search_words ${direction}, id ${direction} limit ${pageSize + 1}`);
	return pageOf(rows.map(lineOf), pageSize, place, ({ id }) => id);
}

/** The larger territories that hold this one, through its codes and through those that are composed, the nearest first. */
async function wholesOf(
	db: Database,
	{ id, kind, epciCode, departementCode, regionCode, country }: Territory
): Promise<TerritoryLine[]> {
	const official = [
		id,
		epciCode && `epci-${epciCode}`,
		departementCode && `departement-${departementCode}`,
		regionCode && `region-${regionCode}`,
		kind === 'place' && `pays-${country}`
	].filter((one) => typeof one === 'string');
	const { rows } = await db.execute<Row>(sql`
		with recursive above (id) as (
			select unnest(${sql.param(official)}::text[])
			union select p.whole_id from above join territory_parts p on p.part_id = above.id
		)
		select ${columns} from territories where id in (select id from above) and id <> ${id} and ${stands}
		order by array_position(array['epci', 'composite', 'departement', 'region', 'country'], kind), search_words, id
		limit 100`);
	return rows.map(lineOf);
}

/** Whether an address names a kind: other words are left out. */
export function kindAsked(name: string | null): TerritoryKind | undefined {
	return territoryKinds.find((kind) => kind === name);
}
