import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { TerritoryKind } from './kinds.ts';
import { labelOf, nameOf } from './territory-label.ts';
import { readTyped, tellingWord } from './typed-territory.server.ts';

export type TerritoryFound = {
	id: string;
	kind: TerritoryKind;
	name: string;
	label: string;
	departementCode: string | null;
	population: number | null;
	/** The former or other name that was typed, when it leads to this territory. */
	formerName: string | null;
	/** What was typed is its whole name or one of its codes. */
	isExact: boolean;
};

type Ranked = TerritoryFound & { rank: number };
type Asked = { kinds?: TerritoryKind[]; limit: number };
type Candidates = { from: SQL; rank: SQL };

/** How many of the largest territories are looked at before the index is asked for the others. */
const readFirst = sql.raw('2500');
const fewestForIndex = 2;
const fewestForSlips = 3;

/**
 * The territories that one may mean by a name, a postal code or an official code: accents, hyphens, “St” and small slips
 * forgiven, the whole name first, then the largest. What merged leads to what it became.
 */
export async function territoriesLike(db: Database, typed: string, asked: Asked): Promise<TerritoryFound[]> {
	const { words, codes } = await readTyped(db, typed);
	if (words.length === 0) return codes.length > 0 ? (await byCodes(db, codes, asked)).map(unranked) : [];

	const isAmongCodes = sql.join(codes.map((code) => sql` and ${isInOrNamed(code)}`));
	const name = ` ${words.join(' ')}`;
	const letters = words.join('').length;
	const holds = sql`${sql.join(
		words.map((word) => sql`t.search_words like ${`% ${word}%`}`),
		sql` and `
	)}${isAmongCodes}`;
	const rank = exactness(name);

	let found = await among(
		db,
		{ from: sql`${largest(holds)} union ${named(name, isAmongCodes)}`, rank },
		asked
	);
	if (found.length < asked.limit && letters >= fewestForIndex) {
		const others = await among(db, { from: sql`select t.* from territories t where ${holds}`, rank }, asked);
		found = joined(found, others);
	}
	const isFound = found.length >= asked.limit || found.some(({ rank }) => rank <= 1);
	if (isFound || letters < fewestForSlips) return found.slice(0, asked.limit).map(unranked);
	return joined(found, await alike(db, words, isAmongCodes, asked))
		.slice(0, asked.limit)
		.map(unranked);
}

/** “Rennes 35”, “35200 Rennes”; but “Paris 12” is an arrondissement. */
function isInOrNamed(code: string): SQL {
	return sql`(t.departement_code = ${code} or t.postal_codes @> array[${code}] or t.search_words like ${`% ${code}%`})`;
}

function byCodes(db: Database, codes: string[], asked: Asked): Promise<Ranked[]> {
	const isCoded = codes.map(
		(code) => sql`(t.code = ${code} or t.siren = ${code} or t.postal_codes @> array[${code}])`
	);
	const from = sql`select t.* from territories t where ${sql.join(isCoded, sql` and `)}`;
	return among(db, { from, rank: sql`0` }, asked);
}

function largest(condition: SQL): SQL {
	return sql`select t.* from (
		select * from territories order by weight desc nulls last limit ${readFirst}
	) t where ${condition}`;
}

function named(name: string, condition: SQL): SQL {
	return sql`select t.* from territories t where t.search_words = ${name}${condition}`;
}

/** The whole name before names that begin with these words, before names that begin so, before names that hold the words. */
function exactness(name: string): SQL {
	return sql`case when t.search_words = ${name} then 0 when starts_with(t.search_words, ${`${name} `}) then 1
		when starts_with(t.search_words, ${name}) then 2 else 3 end`;
}

/** Names that differ by a slip: one word of them has to be near, then the whole decides, and a little how large it is. */
function alike(db: Database, words: string[], condition: SQL, asked: Asked): Promise<Ranked[]> {
	const name = ` ${words.join(' ')}`;
	const isNear = sql`(${tellingWord(words)} <% t.search_words or ${name} <% t.search_words)`;
	const from = sql`select t.* from territories t where ${isNear}${condition}`;
	const likeness = sql`similarity(t.search_words, ${name}) + word_similarity(${name}, t.search_words) / 2`;
	return among(db, { from, rank: sql`6 - (${likeness} + ln(t.weight + 1) * 0.03)` }, asked);
}

async function among(db: Database, { from, rank }: Candidates, { kinds, limit }: Asked): Promise<Ranked[]> {
	const isOfKind = kinds ? sql`and t.kind = any(${sql.param(kinds)}::text[])` : sql``;
	type Row = Omit<Ranked, 'label'> & { country: string };
	const { rows } = await db.execute<Row>(sql`
		select n.id, n.kind, n.name, n.country, n.departement_code as "departementCode", n.population,
			case when t.id <> n.id and t.name <> n.name then t.name end as "formerName", t.rank = 0 as "isExact",
			t.rank::float8 as rank
		from (
			select t.id, t.name, t.became, t.weight, ${rank} as rank from (${from}) t
			where (t.until is null or t.became is not null) ${isOfKind}
			order by rank, t.became is not null, t.weight desc, t.id desc
			limit ${limit + 10}
		) t join territories n on n.id = coalesce(t.became, t.id)
		order by t.rank, t.became is not null, t.weight desc, t.id desc`);
	const found = rows.map((row) => ({ ...row, name: nameOf(row), label: labelOf(row) }));
	return joined([], found).slice(0, limit);
}

/** Each territory once, where it comes first. */
function joined(first: Ranked[], then: Ranked[]): Ranked[] {
	const known = new Set<string>();
	return [...first, ...then].filter(({ id }) => !known.has(id) && known.add(id));
}

function unranked({ rank: _, ...found }: Ranked): TerritoryFound {
	return found;
}
