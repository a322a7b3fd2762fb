import { and, between } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { run, wordsBetween, type Words } from '#platform/words-between.ts';
import { charterParagraphs } from './charter.tables.ts';
import { articlesOf, type Article } from './versions.server.ts';

export type ParagraphDifference = {
	kind: 'same' | 'changed' | 'added' | 'removed';
	/** Where the paragraph was, in the older version. */
	from: string | null;
	/** Where it is, in the newer version. */
	to: string | null;
	words: Words[];
};

type ArticleDifference = { number: number; title: Words[]; paragraphs: ParagraphDifference[] };

export type Difference = { articles: ArticleDifference[]; removed: ParagraphDifference[]; changes: number };

/** What changed from an older version of the charter to a newer one: paragraphs are followed through those they revise. */
export async function charterDifference(db: Database, older: number, newer: number): Promise<Difference> {
	const [before, after] = [await articlesOf(db, older), await articlesOf(db, newer)];
	const origins = await originsBetween(db, older, newer);
	const former = new Map(
		before.flatMap((article) => article.paragraphs.map((paragraph) => [paragraph.id, { article, paragraph }]))
	);
	const articles = after.map((article) => {
		const paragraphs = article.paragraphs.map((paragraph) => {
			const origin = former.get(origins.get(paragraph.id) ?? '');
			return differenceOf(origin?.paragraph, paragraph);
		});
		const formerTitle = article.paragraphs
			.map((paragraph) => former.get(origins.get(paragraph.id) ?? '')?.article.title)
			.find((title) => title !== undefined);
		return { number: article.number, title: wordsBetween(formerTitle ?? '', article.title), paragraphs };
	});
	const followed = new Set(paragraphsOf(after).map(({ id }) => origins.get(id)));
	const removed = paragraphsOf(before)
		.filter(({ id }) => !followed.has(id))
		.map((paragraph) => differenceOf(paragraph, undefined));
	const changed = articles.flatMap((article) => article.paragraphs).filter(({ kind }) => kind !== 'same');
	return { articles, removed, changes: changed.length + removed.length };
}

type Placed = { place: string; text: string };

function differenceOf(before: Placed | undefined, after: Placed | undefined): ParagraphDifference {
	const places = { from: before?.place ?? null, to: after?.place ?? null };
	if (!before) return { kind: 'added', ...places, words: run('added', after?.text ?? '') };
	if (!after) return { kind: 'removed', ...places, words: run('removed', before.text) };
	if (before.text === after.text) return { kind: 'same', ...places, words: run('kept', after.text) };
	return { kind: 'changed', ...places, words: wordsBetween(before.text, after.text) };
}

function paragraphsOf(articles: Article[]) {
	return articles.flatMap((article) => article.paragraphs);
}

/** For each paragraph of the newer version, the paragraph of the older one that it descends from. */
async function originsBetween(db: Database, older: number, newer: number): Promise<Map<string, string>> {
	const lineage = await db
		.select({
			id: charterParagraphs.id,
			version: charterParagraphs.version,
			revises: charterParagraphs.revises
		})
		.from(charterParagraphs)
		.where(and(between(charterParagraphs.version, older, newer)));
	const revised = new Map(lineage.map((paragraph) => [paragraph.id, paragraph]));
	const origins = new Map<string, string>();
	for (const paragraph of lineage.filter(({ version }) => version === newer)) {
		let ancestor: typeof paragraph | undefined = paragraph;
		while (ancestor && ancestor.version > older) ancestor = revised.get(ancestor.revises ?? '');
		if (ancestor) origins.set(paragraph.id, ancestor.id);
	}
	return origins;
}
