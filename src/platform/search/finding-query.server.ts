/*
 * The one query of a search. Its work is bounded, whatever is typed and however much there is:
 *
 * 1. `looked`: of each kind, a sample drawn by lots, the same for ever. A kind that is not larger is looked at whole.
 * 2. `seen`: how many of the sample have the words. Many: the words are frequent, and ranking the sample is enough.
 * 3. `found`: where they are rare, the index of words gives the others, some at most; where they are frequent, the titles that
 *    begin with them are added, so that what is named like that is always there.
 *
 * Without the sample a frequent word would make the index list, and PostgreSQL rank, most of the table.
 */
import { sql, type SQL } from 'drizzle-orm';
import { searchEntries as entries, type SearchAudience } from './search.tables.ts';

const sample = sql.raw('500');
/** So many of a sample are frequent. */
const frequent = sql.raw('25');
/** How many the index of words gives of a kind. */
const most = sql.raw('500');
const mostNamed = sql.raw('50');

export type Direction = 'after' | 'before';

/** What somebody reads: the rows of the public or, as an ally, those for allies. Each has its own indexes. */
export const isReadBy: Record<SearchAudience, SQL> = {
	public: sql.raw(`audience = 'public'`),
	allies: sql.raw('is_for_allies')
};

const given = (name: string, type: string) => sql`${sql.placeholder(name)}::${sql.raw(type)}`;

/** Names first: a title that is what was typed, then one that begins with it; else by the weight of where the words are. */
const rank = sql`(case
	when title_key = asked.plain then 400000000
	when starts_with(title_key, asked.plain || ' ') then 200000000
	when starts_with(title_key, asked.plain) then 100000000
	else 0
end + 1000000 * ts_rank('{0.1, 0.3, 0.6, 1}', words, asked.query))::integer`;

const hasWords = sql`words @@ (asked.query && ('''=' || seen.kind || '''')::tsquery)`;
const isNamed = sql`title_key ~>=~ asked.plain and title_key ~<~ (asked.plain || chr(1114111))`;

/** One line: the rows of a page, and the counts of each kind, both as JSON. */
export function answerTo(isRead: SQL, direction: Direction): SQL {
	return sql`(with recursive ${foundBy(isRead)}, page as (
		select * from found
		where (${given('chosen', 'text')} is null or kind = ${given('chosen', 'text')}) and ${isBeyond(direction)}
		order by ${inOrder(direction)} limit ${given('size', 'integer')}
	)
	select
		coalesce((
			select json_agg(to_json(shown) order by ${inOrder(direction)}) from (
				select kind, ref, rank, url, title, aliases, summary, body
				from page join ${entries} using (kind, ref) where ${isRead}
			) as shown), '[]') as rows,
		coalesce((
			select json_agg(json_build_object('kind', kind, 'count', count, 'isMore', is_more) order by kind) from (
				select kind, count(*) as count, not bool_or(is_whole) and (bool_or(is_frequent) or count(*) >= ${most}) as is_more
				from found join seen using (kind) group by kind
			) as counted), '[]') as counts
	) as answer`;
}

function foundBy(isRead: SQL): SQL {
	return sql`asked as materialized (
		select search_query(${given('typed', 'text')}) as query, left(search_plain(${given('typed', 'text')}), 100) as plain
	), kinds as (
		(select kind from ${entries} where ${isRead} order by kind limit 1)
		union all
		select (select kind from ${entries} where ${isRead} and kind > kinds.kind order by kind limit 1)
		from kinds where kinds.kind is not null
	), looked as materialized (
		select one.kind, one.ref, case when words @@ asked.query then ${rank} end as rank
		from asked, kinds cross join lateral (
			select * from ${entries} where ${isRead} and kind = kinds.kind order by lot limit ${sample}
		) as one
	), seen as materialized (
		select kind, count(*) < ${sample} as is_whole, count(rank) >= ${frequent} as is_frequent
		from looked group by kind
	), found as materialized (
		select kind, ref, rank from looked join seen using (kind) where rank is not null and (is_whole or is_frequent)
		union
		select one.* from asked, seen cross join lateral (
			select kind, ref, ${rank} as rank from ${entries} where ${isRead} and ${hasWords} limit ${most}
		) as one where not is_whole and not is_frequent
		union
		select one.* from asked, seen cross join lateral (
			select kind, ref, ${rank} as rank from (
				select * from ${entries} where ${isRead} and kind = seen.kind and ${isNamed}
				order by title_key using ~<~ limit ${mostNamed}
			) as named where words @@ asked.query
		) as one where not is_whole and is_frequent
	)`;
}

function isBeyond(direction: Direction): SQL {
	const row = sql`(-rank, kind, ref)`;
	const key = sql`(-${given('rank', 'integer')}, ${given('kind', 'text')}, ${given('ref', 'text')})`;
	const isAfter = sql`(${given('rank', 'integer')} is null or ${row} > ${key})`;
	return direction === 'after' ? isAfter : sql`${row} < ${key}`;
}

function inOrder(direction: Direction): SQL {
	return direction === 'after' ? sql`rank desc, kind, ref` : sql`rank, kind desc, ref desc`;
}
