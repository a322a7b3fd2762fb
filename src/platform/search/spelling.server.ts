import { sql } from 'drizzle-orm';
import { oncePerDatabase, type Database } from '../database.server.ts';
import { findEntries, type KindCount } from './finding.server.ts';
import { isReadBy } from './finding-query.server.ts';
import { searchEntries as entries, searchVocabulary, type SearchAudience } from './search.tables.ts';

/** A word of what was typed, and how much has it by itself. */
export type TypedWord = { word: string; count: number; isMore: boolean };

export type Spelling = {
	/** What was typed with its rare words replaced by near ones; null when there is none. */
	nearest: string | null;
	words: TypedWord[];
};

/** So few have a word that somebody may have meant another. */
const few = 2;

/** Looks for another spelling of what few or no entries have, among the words that this audience may see in names. */
export async function nearestSpelling(
	db: Database,
	audience: SearchAudience,
	typed: string
): Promise<Spelling> {
	const [plain] = await plainText(db).execute({ typed });
	const words: TypedWord[] = [];
	const spelt: string[] = [];
	for (const word of plain!.words.slice(0, mostWords)) {
		const { counts } = await findEntries(db, audience, word, { kind: null, place: {}, size: 1 });
		words.push({ word, ...totalOf(counts) });
		const isRare = words.at(-1)!.count <= few;
		spelt.push((isRare && (await nearestWord(db, audience, word))) || word);
	}
	const isChanged = spelt.some((word, place) => word !== words[place]!.word);
	return { nearest: isChanged ? spelt.join(' ') : null, words };
}

/** As many words as `search_query` asks for. */
const mostWords = 8;

/** What several kinds have together. */
export function totalOf(counts: KindCount[]): { count: number; isMore: boolean } {
	const count = counts.reduce((total, kind) => total + kind.count, 0);
	return { count, isMore: counts.some(({ isMore }) => isMore) };
}

const plainText = oncePerDatabase((db) =>
	db
		.select({ words: sql<string[]>`string_to_array(search_plain(${sql.placeholder('typed')}::text), ' ')` })
		.from(sql`(select) as one`)
		.prepare('search_plain_words')
);

async function nearestWord(
	db: Database,
	audience: SearchAudience,
	word: string
): Promise<string | undefined> {
	const audiences = audience === 'allies' ? ['public', 'allies'] : ['public'];
	const [nearest] = await nearestWords(db)[audience].execute({ word, audiences });
	return nearest?.word;
}

const nearestWords = oncePerDatabase((db) => ({
	public: prepareNearest(db, 'public'),
	allies: prepareNearest(db, 'allies')
}));

const typedWord = sql`${sql.placeholder('word')}::text`;
const nearness = sql`similarity(${searchVocabulary.word}, ${typedWord})`;

/**
 * The vocabulary may still have a word that left its last name today: a word is proposed only when a name that this audience
 * reads has it now.
 */
function prepareNearest(db: Database, audience: SearchAudience) {
	return db
		.select({ word: sql<string>`near.word` })
		.from(
			sql`(
			select distinct ${searchVocabulary.word} as word, ${nearness} as nearness from ${searchVocabulary}
			where ${searchVocabulary.word} % ${typedWord} and ${searchVocabulary.word} <> ${typedWord}
				and ${searchVocabulary.audience} = any(${sql.placeholder('audiences')}::text[])
				and ${nearness} >= 0.4 and abs(length(${searchVocabulary.word}) - length(${typedWord})) <= 3
			order by nearness desc, word limit 5
		) as near`
		)
		.where(
			sql`exists (
			select from (
				select title, aliases from ${entries} where ${isReadBy[audience]} and words @@ (near.word || ':AB')::tsquery limit 200
			) as named where near.word = any(string_to_array(search_plain(title || ' ' || aliases), ' '))
		)`
		)
		.orderBy(sql`near.nearness desc, near.word`)
		.limit(1)
		.prepare(`search_nearest_${audience}`);
}
