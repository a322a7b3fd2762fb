import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Reader } from './audiences.ts';
import type { FilterPart } from './directory.input.ts';
import { askAbout, listingsChosen, type Choice } from './directory-where.server.ts';
import { expected, sampleOf, scaled, type Sample } from './sample.server.ts';

/** The parts of a choice that are offered with their counts. */
export type FacetPart = Exclude<FilterPart, 'typed' | 'near'>;

/** How many allies a choice keeps, and how many each further choice would keep, by part and value. */
export type FacetCounts = {
	total: number;
	of: Map<FacetPart, Map<string, number>>;
	/** The numbers were counted on a sample: true to two figures. */
	isEstimate: boolean;
	/** The first pages of the choice, where they were asked for and all were gone through. */
	first: string[] | null;
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
const cumulative: FacetPart[] = ['skills', 'needs'];

/** How many allies a sample has, and how many of them a choice keeps for its counts to be told from it. */
const sampleSize = 4000;
const enough = 60;

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
	sample: Sample | null,
	first: First | null = null
): Promise<FacetCounts> {
	const asked: Counted[] = ['total', ...exclusive.filter((part) => isChosen(choice, part))];
	const isMany = async (part: Counted) =>
		// Around a place it has no idea: many are tried.
		choice.near !== null ||
		(await expected(db, listingsChosen(audience, choice, without(part)))) > sample!.factor * enough;
	const many = sample ? await Promise.all(asked.map(isMany)) : [];
	const sampled = new Set(asked.filter((_, index) => many[index]));
	for (;;) {
		const counts = await countsAmong(db, audience, choice, first, (part) =>
			sample && sampled.has(part) ? sample : null
		);
		const few = [...sampled].filter((part) => foundFor(counts, part) < sample!.factor * enough);
		if (few.length === 0) return counts;
		for (const part of few) sampled.delete(part);
	}
}

/** The sample on which the directory of an alliance is counted, where it is that large. */
export function sampleToCount(db: Database): Promise<Sample | null> {
	return sampleOf(db, sampleSize);
}

/** How many of the first pages of a choice are asked for with its counts, and what comes before their names in its order. */
type First = { rank: SQL | null; many: number };

/** What is counted by itself: what is chosen, and what would be without one part of the choice. */
type Counted = 'total' | FacetPart;

function without(part: Counted): FacetPart | undefined {
	return part === 'total' ? undefined : part;
}

function foundFor({ total, of }: FacetCounts, part: Counted): number {
	if (part === 'total') return total;
	return [...of.get(part)!.values()].reduce((sum, count) => sum + count, 0);
}

type SampleFor = (part: Counted) => Sample | null;
type Count = { part: Counted | 'first'; value: string; n: number };
const parts: FacetPart[] = [...exclusive, ...cumulative];

/** Counts on the sample that is told for what is chosen, and for each part that counts as if it were not. */
async function countsAmong(
	db: Database,
	audience: Reader,
	choice: Choice,
	asked: First | null,
	sampleFor: SampleFor
): Promise<FacetCounts> {
	const isEstimate = sampleFor('total') !== null;
	// The first of a sample are not the first of all.
	const first = isEstimate ? null : asked;
	const counts: FacetCounts = {
		total: 0,
		of: new Map(parts.map((part) => [part, new Map()])),
		isEstimate,
		first: first && []
	};
	const statements = counting(audience, choice, first, sampleFor);
	const rows = await Promise.all(statements.map((statement) => askAbout<Count>(db, choice, statement)));
	for (const { part, value, n } of rows.flat())
		if (part === 'total') counts.total = scaled(n, sampleFor('total'));
		else if (part === 'first') counts.first!.push(value);
		else counts.of.get(part)!.set(value, scaled(n, sampleFor(isChosen(choice, part) ? part : 'total')));
	for (const part of exclusive)
		if (isChosen(choice, part) && counts.total > 0) counts.of.get(part)!.set(choice[part]!, counts.total);
	return counts;
}

/** What counts: at once, but for what is counted on a sample beside what is not, which are two questions of one moment. */
function counting(audience: Reader, choice: Choice, first: First | null, sampleFor: SampleFor): SQL[] {
	const found = (part: Counted) => {
		const chosen = listingsChosen(audience, choice, without(part));
		return sql`ally_listings l where ${sampleFor(part)?.among(chosen) ?? chosen}`;
	};
	const isApart = (part: FacetPart) => isChosen(choice, part) && sampleFor(part) !== sampleFor('total');
	const offered = parts.filter((part) => part !== 'departement' || choice.region || choice.departement);
	const asked = (part: FacetPart) => countsOf(part, isChosen(choice, part) ? found(part) : null);
	const branches = offered.filter((part) => !isApart(part)).map(asked);
	if (first)
		branches.push(
			sql`(select 'first', profile_id::text, 0 from chosen order by rank, sort_name, profile_id limit ${first.many})`
		);
	const order = first ? sql`, profile_id, sort_name, ${first.rank ?? sql`0`} as rank` : sql``;
	const together = sql`with chosen as materialized (
			select kind, region_code, departement_code, place_kind, circles, offers, needs ${order} from ${found('total')}
		)
		select 'total' as part, '' as value, count(*)::int as n from chosen
		union all ${sql.join(branches, sql` union all `)}`;
	return [together, ...offered.filter(isApart).map(asked)];
}

function countsOf(part: FacetPart, others: SQL | null): SQL {
	const from = others ?? sql`chosen l`;
	return sql`select ${part}::text as part, value::text as value, count(*)::int as n from (select ${values[part]} as value from ${from}) v
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
	parts: FilterPart[],
	sample: Sample | null
): Promise<Map<FilterPart, { count: number; isEstimate: boolean }>> {
	const counts = parts.map(async (part) => {
		const where = listingsChosen(audience, choice, part);
		const isEstimate = sample !== null && (await expected(db, where)) > sample.factor * enough;
		const [found] = await askAbout<{ n: number }>(
			db,
			choice,
			sql`select count(*)::int as n from ally_listings l where ${isEstimate ? sample.among(where) : where}`
		);
		return [part, { count: scaled(found!.n, isEstimate ? sample : null), isEstimate }] as const;
	});
	return new Map(await Promise.all(counts));
}
