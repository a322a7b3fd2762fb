import { sql, type SQL } from 'drizzle-orm';
import { oncePerDatabase, type Database } from '#platform/database.server.ts';
import type { Reader } from './audiences.ts';
import type { FilterPart } from './directory.input.ts';
import { askAbout, listingsChosen, type Choice } from './directory-where.server.ts';
import { readBy } from './listings.tables.ts';

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
	skills: sql`unnest(l.offers)`,
	needs: sql`unnest(l.needs)`
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
 * In an alliance of hundreds of thousands, what many allies share is counted on a fair sample and what few share is counted
 * one by one: each is quick where the other is slow. PostgreSQL guesses which it is; a wrong guess costs time and no truth.
 */
export async function facetCounts(
	db: Database,
	audience: Reader,
	choice: Choice,
	sample: Sample | null
): Promise<FacetCounts> {
	const asked: Counted[] = ['total', ...exclusive.filter((part) => isChosen(choice, part))];
	const isMany = async (part: Counted) =>
		// Around a place it has no idea: many are tried.
		choice.near !== null ||
		(await expected(db, listingsChosen(audience, choice, without(part)))) > sample!.factor * enough;
	const sampled = new Set<Counted>();
	if (sample) for (const part of asked) if (await isMany(part)) sampled.add(part);
	for (;;) {
		const counts = await countsAmong(db, audience, choice, (part) =>
			sample && sampled.has(part) ? sample : null
		);
		const few = [...sampled].filter((part) => foundFor(counts, part) < sample!.factor * enough);
		if (few.length === 0) return counts;
		for (const part of few) sampled.delete(part);
	}
}

/** The sample of the counts of an alliance, where it is that large. */
export function sampleToCount(db: Database): Promise<Sample | null> {
	return sampleOf(db, sampleSize);
}

/** What is counted by itself: what is chosen, and what would be without one part of the choice. */
type Counted = 'total' | FacetPart;

function without(part: Counted): FacetPart | undefined {
	return part === 'total' ? undefined : part;
}

function foundFor({ total, of }: FacetCounts, part: Counted): number {
	if (part === 'total') return total;
	return [...of.get(part)!.values()].reduce((sum, count) => sum + count, 0);
}

/** How many listings `l` PostgreSQL expects to find, which takes it no time. */
export async function expected(db: Database, where: SQL): Promise<number> {
	type Explained = { 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] };
	const { rows } = await db.execute<Explained>(
		sql`explain (format json) select from ally_listings l where ${where}`
	);
	return rows[0]!['QUERY PLAN'][0].Plan['Plan Rows'];
}

/**
 * A part of all allies, taken by chance once and for all: the condition that finds in it what another finds among the listings
 * `l`, and how many times more there are.
 */
export type Sample = { among: (where: SQL) => SQL; factor: number };

/** A fair sample of about so many allies, of as many as an audience may see; nothing where all are counted one by one. */
export async function sampleOf(db: Database, size: number): Promise<Sample | null> {
	const [all] = await howMany(db).execute();
	const { listings } = all!;
	if (listings <= countedOneByOne) return null;
	const share = Math.ceil((size / listings) * grains);
	const isIn = sql`l.grain < ${share}`;
	// The sample is found first, by its index; an index of words or skills would list all who have them to keep some.
	return { among: (where) => sql`${isIn} and case when ${isIn} then (${where}) end`, factor: grains / share };
}

const howMany = oncePerDatabase((db) =>
	db
		.select({ listings: sql<number>`reltuples::integer` })
		.from(sql`pg_class`)
		.where(sql`oid = 'ally_listings'::regclass`)
		.prepare('about_how_many_listings')
);

/** Counts on the sample that is told for what is chosen, and for each part that counts as if it were not. */
async function countsAmong(
	db: Database,
	audience: Reader,
	choice: Choice,
	sampleFor: (part: Counted) => Sample | null
): Promise<FacetCounts> {
	const parts: FacetPart[] = [...exclusive, ...together];
	const countedFor = (part: FacetPart): Counted => (isChosen(choice, part) ? part : 'total');
	const found = (part: Counted) => {
		const chosen = listingsChosen(audience, choice, without(part));
		const among = sampleFor(part)?.among(chosen) ?? chosen;
		return sql`ally_listings l where ${readBy(audience)} and ${among}`;
	};
	const branches = parts
		.filter((part) => part !== 'departement' || choice.region || choice.departement)
		.map((part) => countsOf(part, isChosen(choice, part) ? found(part) : null));
	type Count = { part: Counted; value: string; n: number };
	const rows = await askAbout<Count>(
		db,
		choice,
		sql`with chosen as materialized (
			select kind, region_code, departement_code, place_kind, circles, offers, needs
			from ${found('total')}
		)
		select 'total' as part, '' as value, count(*)::int as n from chosen
		union all ${sql.join(branches, sql` union all `)}`
	);
	const counts: FacetCounts = {
		total: 0,
		of: new Map(parts.map((part) => [part, new Map()])),
		isEstimate: sampleFor('total') !== null
	};
	for (const { part, value, n } of rows)
		if (part === 'total') counts.total = scaled(n, sampleFor('total'));
		else counts.of.get(part)!.set(value, scaled(n, sampleFor(countedFor(part))));
	for (const part of exclusive)
		if (isChosen(choice, part) && counts.total > 0) counts.of.get(part)!.set(choice[part]!, counts.total);
	return counts;
}

/** What a count on a sample says of all, to two figures. */
function scaled(count: number, sample: Sample | null): number {
	return sample ? Number((count * sample.factor).toPrecision(2)) : count;
}

function countsOf(part: FacetPart, others: SQL | null): SQL {
	const from = others ?? sql`chosen l`;
	return sql`select ${part}::text, value::text, count(*)::int from (select ${values[part]} as value from ${from}) v
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
