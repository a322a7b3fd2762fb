import { and, eq, inArray, notExists, sql } from 'drizzle-orm';
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
	const rows = refs.flatMap((ref) => filed.get(ref)!.map((entry) => rowOf(ref, entry, filed.get(ref)!)));

	// One parameter, however many there are: thousands of them take longer to bind than to write.
	const filing = sql`json_to_recordset(${JSON.stringify(rows)}) as filing (ref text, audience text, "isForAllies" boolean,
		url text, title text, aliases text, summary text, body text)`;
	const isKept = sql`filing.ref = ${searchEntries.ref} and filing.audience = ${searchEntries.audience}`;
	await tx
		.delete(searchEntries)
		.where(
			and(
				eq(searchEntries.kind, kind),
				inArray(searchEntries.ref, refs),
				notExists(sql`(select from ${filing} where ${isKept})`)
			)
		);
	if (rows.length === 0) return;
	await tx.execute(sql`
		insert into ${searchEntries} (kind, ref, audience, ${sql.join(written, sql`, `)})
		select ${kind}, ref, audience, "isForAllies", url, title, aliases, summary, body from ${filing}
		on conflict (kind, ref, audience) do update set ${sql.join(
			written.map((column) => sql`${column} = excluded.${column}`),
			sql`, `
		)}
		where (${former}) is distinct from (${proposed})`);
	await learnWords(tx, kind, refs);
}

function rowOf(ref: string, entry: SearchEntry, all: SearchEntry[]) {
	const { audience, url, title, aliases = [], summary, body } = entry;
	return {
		ref,
		audience,
		isForAllies: audience === 'allies' || all.every((other) => other.audience === 'public'),
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

const written = ['is_for_allies', 'url', 'title', 'aliases', 'summary', 'body'].map((name) =>
	sql.identifier(name)
);
const former = sql.join(
	written.map((column) => sql`${searchEntries}.${column}`),
	sql`, `
);
const proposed = sql.join(
	written.map((column) => sql`excluded.${column}`),
	sql`, `
);

/** Words are written in one order, so that two who learn the same ones do not wait for each other in a circle. */
async function learnWords(tx: Database, kind: string, refs: string[]): Promise<void> {
	const isFiled = and(eq(searchEntries.kind, kind), inArray(searchEntries.ref, refs));
	await tx.execute(sql`
		insert into ${searchVocabulary} (word, audience)
		select distinct word, audience from ${searchEntries}
		cross join string_to_table(search_plain(title || ' ' || aliases), ' ') as word
		where ${isFiled} and length(word) between 4 and 40 and word ~ '[[:alpha:]]'
			and ts_lexize('search_exact', word) <> '{}'
		order by 1, 2 on conflict do nothing`);
}
