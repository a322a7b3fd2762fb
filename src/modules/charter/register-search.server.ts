import { and, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { pageOf, type PageOf, type Place } from '#platform/paging.ts';
import { placedAt } from './register-key.server.ts';
import {
	registerEntries,
	registerOrder,
	shownIn,
	type RegisterEntry,
	type RegisterPart
} from './register.server.ts';
import { charterSignatures as signatures } from './signatures.tables.ts';

/** How many of the latest signatures a search reads one by one before it asks the index. */
const readFirst = 2000;
/** How many signatures a search takes from the index at most. */
const mostFound = 5000;
const mostWords = 6;

export type SearchedPage = PageOf<RegisterEntry> & {
	/** More names match than a search looks at: another word would help. */
	isCutShort: boolean;
};

/**
 * A page of the register with only the names in which each word typed begins a word, accents and capitals forgiven.
 * Nothing shorter than two letters is searched for: then it is null.
 *
 * A frequent word is found among the latest signatures and a rare one through the index of trigrams: each is quick where
 * the other is slow, so the first is tried on a bounded number of signatures before the second.
 */
export async function searchRegister(
	db: Database,
	version: number,
	part: RegisterPart,
	typed: string,
	place: Place,
	size = 50
): Promise<SearchedPage | null> {
	const words = await wordsOf(db, typed);
	if (words.join('').length < 2) return null;

	const isIn = and(shownIn(version, part), placedAt(place))!;
	const isNamed = and(...words.map((word) => sql`search_words like ${`% ${word}%`}`))!;
	const order = sql.join(registerOrder(place), sql`, `);
	let found = await amongLatest(db, isIn, isNamed, order, size + 1);
	if (found.ids.length <= size && !found.isAll)
		found = await throughIndex(db, sql`${isIn} and ${isNamed}`, order, size + 1);

	const entries = await registerEntries(db, found.ids);
	if (place.before !== undefined) entries.reverse();
	return { ...pageOf(entries, size, place, ({ key }) => key), isCutShort: found.isCutShort };
}

type Found = { ids: string[]; isAll: boolean; isCutShort: boolean };

async function amongLatest(db: Database, isIn: SQL, isNamed: SQL, order: SQL, size: number): Promise<Found> {
	const { rows } = await db.execute<{ id: string; looked: number }>(sql`
		with charter_signatures as materialized (
			select id, signed_at, search_words from ${signatures} where ${isIn} order by ${order} limit ${readFirst}
		)
		select id, (select count(*) from charter_signatures)::integer as looked
		from charter_signatures where ${isNamed} order by ${order} limit ${size}
	`);
	const isAll = rows.length > 0 && rows[0]!.looked < readFirst;
	return { ids: rows.map(({ id }) => id), isAll, isCutShort: false };
}

async function throughIndex(db: Database, isFound: SQL, order: SQL, size: number): Promise<Found> {
	const { rows } = await db.execute<{ id: string; looked: number }>(sql`
		with charter_signatures as materialized (
			select id, signed_at from ${signatures} where ${isFound} limit ${mostFound}
		)
		select id, (select count(*) from charter_signatures)::integer as looked
		from charter_signatures order by ${order} limit ${size}
	`);
	return {
		ids: rows.map(({ id }) => id),
		isAll: true,
		isCutShort: rows.length > 0 && rows[0]!.looked === mostFound
	};
}

/** What is typed, as the words that the register keeps of names: plain letters and digits. */
async function wordsOf(db: Database, typed: string): Promise<string[]> {
	const plain = sql`regexp_replace(search_key(${typed.slice(0, 100)}), '[^[:alnum:]]+', ' ', 'g')`;
	const { rows } = await db.execute<{ words: string }>(sql`select ${plain} as words`);
	return rows[0]!.words.split(' ').filter(Boolean).slice(0, mostWords);
}
