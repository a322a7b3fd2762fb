import { asc, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { oncePerDatabase, type Database } from '#platform/database.server.ts';
import { renderMarkdown } from '#platform/markdown.server.ts';
import { charterArticles, charterParagraphs, charterVersions } from './charter.tables.ts';

/** The day that it is for the alliance. */
export const today = sql`(now() at time zone 'Europe/Paris')::date`;

const versionColumns = {
	number: charterVersions.number,
	inForceAt: charterVersions.inForceAt,
	validatedOn: charterVersions.validatedOn,
	validatedByMeeting: charterVersions.validatedByMeeting,
	renewUntil: charterVersions.renewUntil,
	isRenewalOpen: sql<boolean>`coalesce(${charterVersions.renewUntil} >= ${today}, false)`
};

const versionsInForce = oncePerDatabase((db) =>
	db
		.select(versionColumns)
		.from(charterVersions)
		.where(isNotNull(charterVersions.inForceAt))
		.orderBy(desc(charterVersions.inForceAt))
		.prepare('charter_versions_in_force')
);

export type CharterVersion = Awaited<ReturnType<typeof charterVersionsInForce>>[number];

/** The versions that are or were in force, newest first: the first one is in force, the second is the former one. */
export async function charterVersionsInForce(db: Database) {
	const versions = await versionsInForce(db).execute();
	return versions.map((version) => ({ ...version, inForceAt: version.inForceAt! }));
}

/** The version in force, or nothing in an alliance that has not adopted its first charter. */
export async function charterInForce(db: Database): Promise<CharterVersion | undefined> {
	return (await charterVersionsInForce(db))[0];
}

/** Whether a next version is being prepared, and whether people can still comment on it. */
export async function draftUnderWay(db: Database): Promise<{ number: number; isOpen: boolean } | undefined> {
	const [draft] = await db
		.select({ number: charterVersions.number, closedAt: charterVersions.closedAt })
		.from(charterVersions)
		.where(isNull(charterVersions.inForceAt));
	return draft && { number: draft.number, isOpen: draft.closedAt === null };
}

const linesOf = oncePerDatabase((db) =>
	db
		.select({
			article: charterArticles.number,
			title: charterArticles.title,
			id: charterParagraphs.id,
			number: charterParagraphs.number,
			text: charterParagraphs.text
		})
		.from(charterArticles)
		.leftJoin(
			charterParagraphs,
			sql`${charterParagraphs.version} = ${charterArticles.version} and ${charterParagraphs.article} = ${charterArticles.number}`
		)
		.where(eq(charterArticles.version, sql.placeholder('version')))
		.orderBy(asc(charterArticles.number), asc(charterParagraphs.number))
		.prepare('charter_lines')
);

type Paragraph = { id: string; number: number; place: string; text: string; html: string };
export type Article = { number: number; title: string; paragraphs: Paragraph[] };

/** The articles of a version in order, each with its numbered paragraphs; paragraph 2 of article 3 has the place `3.2`. */
export async function articlesOf(db: Database, version: number): Promise<Article[]> {
	const articles: Article[] = [];
	for (const line of await linesOf(db).execute({ version })) {
		let article = articles.at(-1);
		if (article?.number !== line.article) {
			article = { number: line.article, title: line.title, paragraphs: [] };
			articles.push(article);
		}
		if (line.id === null || line.number === null || line.text === null) continue;
		const place = `${line.article}.${line.number}`;
		const html = renderMarkdown(line.text);
		article.paragraphs.push({ id: line.id, number: line.number, place, text: line.text, html });
	}
	return articles;
}
