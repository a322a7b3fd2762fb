import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Reader } from './audiences.ts';
import type { FilterPart } from './directory.input.ts';
import { listingsChosen, type Choice } from './directory-where.server.ts';

/** The parts of a choice that are offered with their counts. */
export type FacetPart = Exclude<FilterPart, 'typed' | 'near'>;

/** How many allies a choice keeps, and how many each further choice would keep, by part and value. */
export type FacetCounts = { total: number; of: Map<FacetPart, Map<string, number>> };

const values: Record<FacetPart, SQL> = {
	kind: sql`coalesce(l.kind, 'person')`,
	region: sql`l.region_code`,
	departement: sql`l.departement_code`,
	placeKind: sql`l.place_kind`,
	circle: sql`unnest(l.circles)`,
	skills: sql`unnest(l.offers)::text`,
	needs: sql`unnest(l.needs)::text`
};

/** A part of which one value is chosen at a time: the others say what choosing them instead would keep. */
const exclusive = ['kind', 'region', 'departement', 'placeKind', 'circle'] as const;
const together: FacetPart[] = ['skills', 'needs'];

/**
 * Counts again at every choice. A part in which something is chosen counts as if it were not, so that one sees what the other
 * values hold; skills and needs add up, so they count within what is chosen.
 */
export async function facetCounts(db: Database, audience: Reader, choice: Choice): Promise<FacetCounts> {
	const parts: FacetPart[] = [...exclusive, ...together];
	const branches = parts
		.filter((part) => part !== 'departement' || choice.region || choice.departement)
		.map((part) => countsOf(part, isChosen(choice, part) ? listingsChosen(audience, choice, part) : null));
	const { rows } = await db.execute<{ part: FacetPart | 'total'; value: string; n: number }>(sql`
		with chosen as materialized (
			select kind, region_code, departement_code, place_kind, circles, offers, needs
			from ally_listings l where ${listingsChosen(audience, choice)}
		)
		select 'total' as part, '' as value, count(*)::int as n from chosen
		union all ${sql.join(branches, sql` union all `)}`);
	const counts: FacetCounts = { total: 0, of: new Map(parts.map((part) => [part, new Map()])) };
	for (const { part, value, n } of rows)
		if (part === 'total') counts.total = n;
		else counts.of.get(part)!.set(value, n);
	return counts;
}

function countsOf(part: FacetPart, others: SQL | null): SQL {
	const from = others ? sql`ally_listings l where ${others}` : sql`chosen l`;
	return sql`select ${part}::text, value, count(*)::int from (select ${values[part]} as value from ${from}) v
		where value is not null group by value`;
}

function isChosen(choice: Choice, part: FacetPart): boolean {
	return (
		(exclusive as readonly string[]).includes(part) && choice[part as (typeof exclusive)[number]] !== null
	);
}

/** How many allies a choice would keep without each of these parts. */
export async function howManyWithout(
	db: Database,
	audience: Reader,
	choice: Choice,
	parts: FilterPart[]
): Promise<Map<FilterPart, number>> {
	if (parts.length === 0) return new Map();
	const counts = parts.map(
		(part) =>
			sql`select ${part}::text as part, count(*)::int as n from ally_listings l where ${listingsChosen(audience, choice, part)}`
	);
	const { rows } = await db.execute<{ part: FilterPart; n: number }>(sql.join(counts, sql` union all `));
	return new Map(rows.map(({ part, n }) => [part, n]));
}
