import { sql } from 'drizzle-orm';
import type { Database } from '../database.server.ts';
import { searchEntries, searchVocabulary, type SearchAudience } from './search.tables.ts';

/** What one finds of a thing: plain text, and only what its audience may see. */
export type SearchEntry = {
	/** Who finds it. An entry for allies replaces, for them, the public one of the same thing. */
	audience: SearchAudience;
	/** The path of its page, without its language: `/charte#article-3`. */
	url: string;
	title: string;
	/** Other names that lead to it. */
	aliases?: string[];
	/** A sentence, shown under the title. */
	summary?: string | null;
	/** The rest of the text: the part that has what was searched for is shown. */
	body?: string | null;
};

const longest = { title: 300, aliases: 4000, summary: 1000, body: 20_000 };

/** Makes that what one finds of a thing is these entries, at most one per audience; without any, it is not found. */
export async function fileSearchEntries(
	tx: Database,
	kind: string,
	ref: string,
	entries: SearchEntry[]
): Promise<void> {
	await fileEntries(tx, kind, new Map([[ref, entries]]));
}

/** Does as `fileSearchEntries` for many things of a kind at once. Rows that stay the same are not written again. */
export async function fileEntries(
	tx: Database,
	kind: string,
	filed: ReadonlyMap<string, SearchEntry[]>
): Promise<void> {
	const refs = [...filed.keys()].sort();
	if (refs.length === 0) return;
	const rows = refs.flatMap((ref) => rowsOf(ref, filed.get(ref)!));
	const sent = JSON.stringify(rows);
	await tx.execute(sql`
		delete from ${searchEntries} where kind = ${kind} and ref = any(${sql.param(refs)}::text[])
			and (ref, audience) not in (select ref, audience from json_to_recordset(${sent}::json) as r (ref text, audience text))`);
	if (rows.length === 0) return;
	await tx.execute(sql`
		insert into ${searchEntries} (kind, ref, audience, ${written})
		select ${kind}, ref, audience, ${written} from json_to_recordset(${sent}::json) as r
			(ref text, audience text, is_for_allies boolean, url text, title text, aliases text, summary text, body text)
		on conflict (kind, ref, audience) do update set (${written}) = row(${proposed})
			where (${former}) is distinct from (${proposed})`);
	await learnWords(tx, kind, refs);
}

/** Where the public and allies find the same, one row is for both. */
function rowsOf(ref: string, entries: SearchEntry[]) {
	const rows = entries.map((entry) => rowOf(ref, entry));
	const open = rows.find(({ audience }) => audience === 'public');
	const own = rows.find(({ audience }) => audience === 'allies');
	const isSame = open && own && compared.every((column) => open[column] === own[column]);
	const kept = isSame ? [open] : rows;
	const isForAll = kept.every(({ audience }) => audience === 'public');
	return kept.map((row) => ({ ...row, is_for_allies: row.audience === 'allies' || isForAll }));
}

const compared = ['url', 'title', 'aliases', 'summary', 'body'] as const;

function rowOf(ref: string, { audience, url, title, aliases = [], summary, body }: SearchEntry) {
	return {
		ref,
		audience,
		url,
		title: cut(title, longest.title),
		aliases: cut(aliases.join('\n'), longest.aliases),
		summary: cut(summary ?? '', longest.summary),
		body: cut(body ?? '', longest.body)
	};
}

/** Never half a character, which JSON would not carry. */
function cut(text: string, length: number): string {
	return text
		.slice(0, length)
		.replace(/[\ud800-\udbff]$/, '')
		.toWellFormed();
}

const columns = ['is_for_allies', ...compared];
const written = sql.raw(columns.join(', '));
const former = sql.raw(columns.map((column) => `search_entries.${column}`).join(', '));
const proposed = sql.raw(columns.map((column) => `excluded.${column}`).join(', '));

/**
 * Files many things with the indexes of words written at the end, word after word: entry after entry, each of its words costs a
 * search in each index. Whoever searches sees nothing of it. The caller holds the table against others who file.
 */
export async function withWordsIndexedAtTheEnd(tx: Database, file: () => Promise<void>): Promise<void> {
	// Whoever plants a large world has taken the indexes away.
	const { rows: indexes } = await tx.execute<{ name: string }>(sql`
		select c.oid::regclass::text as name from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am m on m.oid = c.relam
		where i.indrelid = 'search_entries'::regclass and m.amname = 'gin' order by 1`);
	const forEach = async (say: (index: string) => string) => {
		for (const { name } of indexes) await tx.execute(sql.raw(say(name)));
	};
	await forEach((index) => `alter index ${index} set (fastupdate = true)`);
	await file();
	await forEach((index) => `select gin_clean_pending_list('${index}')`);
	await forEach((index) => `alter index ${index} set (fastupdate = false)`);
}

/** Words are written in one order, so that two who learn the same ones do not wait for each other in a circle. */
async function learnWords(tx: Database, kind: string, refs: string[]): Promise<void> {
	await tx.execute(sql`
		insert into ${searchVocabulary} (word, audience)
		select word, audience from (
			select distinct word, audience from ${searchEntries}
			cross join string_to_table(search_plain(title || ' ' || aliases), ' ') as word
			where kind = ${kind} and ref = any(${sql.param(refs)}::text[]) and length(word) between 4 and 40
		) as named
		where word ~ '[[:alpha:]]' and ts_lexize('search_exact', word) <> '{}'
		order by 1, 2 on conflict do nothing`);
}
