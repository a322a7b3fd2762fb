import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { TerritoryKind } from './kinds.ts';
import { labelOf } from './territory-label.ts';

export type TerritoryFound = {
	id: string;
	kind: TerritoryKind;
	name: string;
	label: string;
	/** The former name that was typed, when the commune merged into this one. */
	formerName: string | null;
};

type Asked = { kinds?: TerritoryKind[]; limit: number };

const longest = 100;
const mostWords = 8;

/**
 * The territories that one may mean by a name, a postal code or an official code: accents, hyphens, “St” and small slips
 * forgiven, the most peopled first. A commune that merged leads to the one that it became.
 */
export async function territoriesLike(db: Database, typed: string, asked: Asked): Promise<TerritoryFound[]> {
	const text = typed.trim().slice(0, longest);
	if (text === '') return [];
	const code = text.replaceAll(' ', '').toUpperCase();
	if (/^(\d[\dAB]\d{0,3}|\d{9})$/.test(code))
		return territoriesWith(db, byCode(code), sql`t.code <> ${code}`, asked);

	const found = await territoriesWith(db, byWords(text), exactness(text), asked);
	if (found.length > 0 || text.length < 3) return found;
	const likeness = sql`territory_words(${text}) <<-> t.search_words`;
	return territoriesWith(db, sql`territory_words(${text}) <% t.search_words`, likeness, asked);
}

function byCode(code: string): SQL {
	const isPostal = sql`t.postal_codes @> array[${code}]`;
	return sql`(t.code = ${code} or ${isPostal})`;
}

/** Each word typed begins a word of the name. */
function byWords(text: string): SQL {
	return sql`(select bool_and(t.search_words like '% ' || word || '%')
		from (select word from regexp_split_to_table(trim(territory_words(${text})), ' ') word
			where word <> '' limit ${mostWords}) words)`;
}

/** The whole name before names that begin so, before names that hold the words. */
function exactness(text: string): SQL {
	return sql`case when t.search_words = territory_words(${text}) then 0
		when starts_with(t.search_words, territory_words(${text})) then 1 else 2 end`;
}

async function territoriesWith(
	db: Database,
	condition: SQL,
	order: SQL,
	{ kinds, limit }: Asked
): Promise<TerritoryFound[]> {
	const isOfKind = kinds ? sql`and t.kind = any(${sql.param(kinds)}::text[])` : sql``;
	const { rows } = await db.execute<TerritoryFound & { country: string; departementCode: string | null }>(sql`
		select n.id, n.kind, n.name, n.country, n.departement_code as "departementCode",
			case when t.id <> n.id and t.name <> n.name then t.name end as "formerName"
		from territories t join territories n on n.id = coalesce(t.became, t.id)
		where ${condition} ${isOfKind}
		order by ${order}, t.became is not null,
			case t.kind when 'commune' then t.population when 'place' then 10000 else t.population / 10 end desc nulls last, t.id
		limit ${limit * 2}`);
	const known = new Set<string>();
	return rows
		.filter(({ id }) => !known.has(id) && known.add(id))
		.slice(0, limit)
		.map(({ country, departementCode, ...row }) => ({
			...row,
			label: labelOf({ ...row, country, departementCode })
		}));
}
