import { sql, type SQL } from 'drizzle-orm';
import { oncePerDatabase, type Database } from '#platform/database.server.ts';
import { readers, type Reader } from './audiences.ts';
import type { FilterPart } from './directory.input.ts';
import { listingsChosen, type Choice } from './directory-where.server.ts';

/** The parts of a choice that are offered with their counts. */
export type FacetPart = Exclude<FilterPart, 'typed' | 'near'>;

/** How many allies a choice keeps, and how many each further choice would keep, by part and value. */
export type FacetCounts = {
	total: number;
	of: Map<FacetPart, Map<string, number>>;
	/** The numbers were counted on a sample: true to two figures. */
	isEstimate: boolean;
};

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

/** Up to so many allies, every count is exact. */
const countedOneByOne = 20_000;
/** How many allies a sample has, and how many of them a choice keeps for its counts to be told from it. */
const sampleSize = 4000;
const enough = 60;
const grains = 1024;

/**
 * Counts again at every choice. A part in which something is chosen counts as if it were not, so that one sees what the other
 * values hold; skills and needs add up, so they count within what is chosen.
 *
 * In an alliance of hundreds of thousands, what many allies share is counted on a fair sample, whatever the choice, and what
 * few share is counted one by one: each is quick where the other is slow.
 */
export async function facetCounts(db: Database, audience: Reader, choice: Choice): Promise<FacetCounts> {
	const sample = await sampleOf(db, sampleSize);
	if (sample) {
		const counts = await countsAmong(db, audience, choice, sql` and ${sample.isIn}`);
		if (counts.total >= enough) return estimated(counts, sample.factor);
	}
	return countsAmong(db, audience, choice, sql``);
}

/** A part of all allies, taken by chance once and for all: which listings `l` are in it, and how many times more there are. */
export type Sample = { isIn: SQL; factor: number };

/** A fair sample of about so many allies, of as many as an audience may see; nothing where all are counted one by one. */
export async function sampleOf(db: Database, size: number): Promise<Sample | null> {
	const [all] = await howMany(db).execute();
	const listings = all!.listings / readers.length;
	if (listings <= countedOneByOne) return null;
	const share = Math.ceil((size / listings) * grains);
	return { isIn: sql`l.grain < ${share}`, factor: grains / share };
}

const howMany = oncePerDatabase((db) =>
	db
		.select({ listings: sql<number>`reltuples::integer` })
		.from(sql`pg_class`)
		.where(sql`oid = 'ally_listings'::regclass`)
		.prepare('about_how_many_listings')
);

function estimated(sample: FacetCounts, factor: number): FacetCounts {
	const scaled = (count: number) => Number((count * factor).toPrecision(2));
	const of = new Map(
		[...sample.of].map(([part, counts]) => [
			part,
			new Map([...counts].map(([value, count]) => [value, scaled(count)]))
		])
	);
	return { total: scaled(sample.total), of, isEstimate: true };
}

async function countsAmong(
	db: Database,
	audience: Reader,
	choice: Choice,
	sampled: SQL
): Promise<FacetCounts> {
	const parts: FacetPart[] = [...exclusive, ...together];
	const branches = parts
		.filter((part) => part !== 'departement' || choice.region || choice.departement)
		.map((part) =>
			countsOf(part, isChosen(choice, part) ? sql`${listingsChosen(audience, choice, part)}${sampled}` : null)
		);
	const { rows } = await db.execute<{ part: FacetPart | 'total'; value: string; n: number }>(sql`
		with chosen as materialized (
			select kind, region_code, departement_code, place_kind, circles, offers, needs
			from ally_listings l where ${listingsChosen(audience, choice)}${sampled}
		)
		select 'total' as part, '' as value, count(*)::int as n from chosen
		union all ${sql.join(branches, sql` union all `)}`);
	const counts: FacetCounts = {
		total: 0,
		of: new Map(parts.map((part) => [part, new Map()])),
		isEstimate: false
	};
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
