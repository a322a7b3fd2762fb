import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '../database.server.ts';
import { searchEntries, searchVocabulary } from './search.tables.ts';

const wordsAtOnce = 2000;

/** Erases from the vocabulary the words that no title and no other name has any more; returns how many. */
export async function forgetSearchWords(db: Database): Promise<number> {
	let forgotten = 0;
	for (let last: string | null = ''; last !== null;) {
		const after: string = last;
		last = await db.transaction(async (tx) => {
			// Whoever is filing a word at this moment ends first, and is seen.
			await tx.execute(sql`lock table ${searchVocabulary} in share row exclusive mode`);
			const { rows } = await tx.execute<{ last: string | null; forgotten: number }>(unusedAfter(after));
			forgotten += rows[0]!.forgotten;
			return rows[0]!.last;
		});
	}
	return forgotten;
}

/** Looks at so many words after one, erases those that nothing has, and tells the last. */
function unusedAfter(word: string): SQL {
	return sql`with looked as materialized (
		select audience, word from ${searchVocabulary}
		where word > ${word} order by word fetch first ${sql.raw(String(wordsAtOnce))} rows with ties
	), forgotten as (
		delete from ${searchVocabulary} using looked
		where search_vocabulary.word = looked.word and search_vocabulary.audience = looked.audience and not case
			when looked.audience = 'public' then exists (${named(sql`audience = 'public'`)})
			else exists (${named(sql`is_for_allies and audience = 'allies'`)})
		end
		returning 1
	)
	select max(word) as last, (select count(*) from forgotten)::integer as forgotten from looked`;
}

function named(isRead: SQL): SQL {
	return sql`select from ${searchEntries}
		where ${isRead} and words @@ ((looked.word || ':AB')::tsquery)
			and looked.word = any(string_to_array(search_plain(title || ' ' || aliases), ' '))`;
}
