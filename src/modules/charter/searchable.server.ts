import { inArray } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { HappenedEvent } from '#platform/events/events.server.ts';
import { plainText } from '#platform/markdown.server.ts';
import type { SearchEntry } from '#platform/search/filing.server.ts';
import { refile, type Searchable } from '#platform/search/searchables.server.ts';
import { m } from '#words/messages.js';
import { charterArticles } from './charter.tables.ts';
import { articlesOf, charterInForce, type Article } from './versions.server.ts';

/** The articles of the charter in force, each found by its number, its title and its text. */
export const searchableArticles: Searchable = {
	kind: 'article',
	label: () => m.charter_articles(),
	async entries(db, refs) {
		const articles = await articlesInForce(db);
		const asked = articles.filter(({ number }) => refs.includes(String(number)));
		return new Map(asked.map((article) => [String(article.number), [entryOf(article)]]));
	},
	async *refs(db) {
		for (const { number } of await articlesInForce(db)) yield String(number);
	}
};

async function articlesInForce(db: Database): Promise<Article[]> {
	const charter = await charterInForce(db);
	return charter ? articlesOf(db, charter.number) : [];
}

function entryOf({ number, title, paragraphs }: Article): SearchEntry {
	return {
		audience: 'public',
		url: `/charte#article-${number}`,
		title,
		aliases: [`Article ${number}`],
		body: paragraphs.map(({ text }) => plainText(text)).join(' ')
	};
}

/** What is found of the charter is the text put in force; articles that only the former one had are found no more. */
export async function refileArticles(
	tx: Database,
	{ details: { version, former } }: HappenedEvent<'charter.put-in-force'>
): Promise<void> {
	const versions = former === null ? [version] : [version, former];
	const numbered = await tx
		.selectDistinct({ number: charterArticles.number })
		.from(charterArticles)
		.where(inArray(charterArticles.version, versions));
	const refs = numbered.map(({ number }) => String(number));
	await refile(tx, searchableArticles, refs);
}
