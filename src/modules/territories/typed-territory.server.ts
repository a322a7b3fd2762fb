import { sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';

/** What somebody typed to find a territory: codes, and the plain words of a name. */
export type TypedTerritory = { words: string[]; codes: string[] };

const longest = 100;
const mostWords = 8;
const code = /^(\d{5}|\d[\dab]\d{3}|\d{9})$/;
const departement = /^(\d[\dab]|97\d|98\d)$/;

/**
 * Tells codes from words: “35200 Rennes”, “Rennes (35)”, “2A004”, “Saint-Denis 93”. The two or three characters of a
 * département count as a code only alone or at the end.
 */
export async function readTyped(db: Database, typed: string): Promise<TypedTerritory> {
	const { rows } = await db.execute<{ words: string }>(
		sql`select territory_words(${typed.slice(0, longest)}) as words`
	);
	const joined = rows[0]!.words.trim().replace(/\b(\d{2}) (\d{3})\b/g, '$1$2');
	const all = joined.split(' ').filter(Boolean).slice(0, mostWords);
	const isCode = (word: string, at: number) =>
		code.test(word) || (at === all.length - 1 && departement.test(word));
	return {
		codes: all.filter(isCode).map((word) => word.toUpperCase()),
		words: all.filter((word, at) => !isCode(word, at))
	};
}

const commonWords = new Set([
	'saint',
	'sainte',
	'communaute',
	'communes',
	'agglomeration',
	'urbaine',
	'metropole',
	'pays',
	'sur',
	'sous',
	'les',
	'des',
	'the'
]);

/** The word that tells most of a name: the longest that is not in thousands of them. */
export function tellingWord(words: string[]): string {
	const rare = words.filter((word) => !commonWords.has(word));
	const [longestWord = ''] = (rare.length > 0 ? rare : words).toSorted(
		(one, other) => other.length - one.length
	);
	return longestWord;
}
