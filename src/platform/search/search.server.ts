import { sql } from 'drizzle-orm';
import { oncePerDatabase, type Database } from '../database.server.ts';
import type { PageOf, Place } from '../paging.ts';
import { excerpt, highlight, likelyWords, type Segment } from './excerpts.ts';
import { findEntries, type FoundRow, type KindCount } from './finding.server.ts';
import { nearestSpelling, totalOf, type TypedWord } from './spelling.server.ts';
import type { SearchAudience } from './search.tables.ts';

export type FoundEntry = {
	kind: string;
	ref: string;
	url: string;
	title: Segment[];
	/** The other names by which it was found. */
	aliases: Segment[][];
	excerpt: Segment[];
};

export type Search = {
	page: PageOf<FoundEntry>;
	/** How much was found of each kind, whichever is shown. */
	counts: KindCount[];
	/** What was searched for instead, since nothing has what was typed. */
	corrected: string | null;
	/** Another spelling that more entries have, when few have what was typed. */
	suggested: string | null;
	/** When nothing was found: the words typed that something has, each by itself. */
	words: TypedWord[];
};

type Asked = { kind?: string | null; place: Place; size?: number };

const fewFound = 2;

/**
 * What an audience may find of what somebody typed, best first: every word must be there, whatever its case, accents and
 * ending; the last may be only begun. A spelling that nothing has is replaced by the nearest one that names something.
 */
export async function search(
	db: Database,
	audience: SearchAudience,
	typed: string,
	{ kind = null, place, size = 20 }: Asked
): Promise<Search> {
	const asked = { kind, place, size };
	const found = await findEntries(db, audience, typed, asked);
	const { count } = totalOf(found.counts);
	if (count > fewFound) return shown(db, typed, found);

	const { nearest, words } = await nearestSpelling(db, audience, typed);
	const better = nearest ? await findEntries(db, audience, nearest, asked) : null;
	const isBetter = better !== null && totalOf(better.counts).count > count;
	if (count > 0) return shown(db, typed, found, { suggested: isBetter ? nearest : null });
	if (isBetter) return shown(db, nearest!, better, { corrected: nearest });
	return shown(db, typed, found, { words: words.length > 1 ? words.filter((word) => word.count > 0) : [] });
}

type Found = Awaited<ReturnType<typeof findEntries>>;

async function shown(db: Database, typed: string, { page, counts }: Found, more: Partial<Search> = {}) {
	const words = await foundWords(db, typed, page.lines);
	const lines = page.lines.map((row) => entryOf(row, words));
	return { page: { ...page, lines }, counts, corrected: null, suggested: null, words: [], ...more };
}

function entryOf({ kind, ref, url, title, aliases, summary, body }: FoundRow, found: ReadonlySet<string>) {
	const names = aliases.split('\n').map((alias) => highlight(alias, found));
	const byName = names.filter((segments) => segments.some(({ isFound }) => isFound));
	return {
		...{ kind, ref, url },
		title: highlight(title, found),
		aliases: byName.slice(0, 3),
		excerpt: excerpt(summary, body, found)
	};
}

/** The words of these rows that the query finds: the database alone knows the stems. */
async function foundWords(db: Database, typed: string, rows: FoundRow[]): Promise<ReadonlySet<string>> {
	const texts = rows.flatMap(({ title, aliases, summary, body }) => [title, aliases, summary, body]);
	const likely = likelyWords(texts, typed);
	if (likely.length === 0) return new Set();
	const found = await wordsFound(db).execute({ typed, words: likely });
	return new Set(found.map(({ word }) => word));
}

const wordsFound = oncePerDatabase((db) =>
	db
		.select({ word: sql<string>`word` })
		.from(
			sql`unnest(${sql.placeholder('words')}::text[]) as word,
			(select replace(search_query(${sql.placeholder('typed')}::text)::text, ' & ', ' | ')::tsquery as query) as asked`
		)
		.where(
			sql`to_tsvector('pg_catalog.french', search_endings(word)) @@ query or to_tsvector('search_exact', word) @@ query`
		)
		.prepare('search_words_found')
);
