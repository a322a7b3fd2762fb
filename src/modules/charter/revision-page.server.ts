import type { Database } from '#platform/database.server.ts';
import { renderMarkdown } from '#platform/markdown.server.ts';
import { wordsBetween } from '#platform/words-between.ts';
import type { Person } from '../people/people.server.ts';
import { amendmentsOn } from './amendments.server.ts';
import { charterDifference } from './differences.server.ts';
import { commentsOn, discussionsIn, findParagraph, findWording } from './discussion.server.ts';
import { digestOf } from './draft-text.server.ts';
import { findDraft } from './draft.server.ts';
import { articlesOf, charterInForce } from './versions.server.ts';

/** How long signatories of the former version are asked to sign the new one, by default. */
const renewalMonths = 6;

/** The draft with what it changes and how much was said of each paragraph, or nothing to revise. */
export async function draftToRead(db: Database) {
	const draft = await findDraft(db);
	const current = await charterInForce(db);
	if (!draft) return { draft: null, hasCharter: current !== undefined };

	const articles = await articlesOf(db, draft.number);
	const { comments, amendments } = await discussionsIn(db, draft.number);
	const difference = current && (await charterDifference(db, current.number, draft.number));
	const changed = new Map(
		(difference?.articles ?? []).flatMap(({ paragraphs }) => paragraphs.map((change) => [change.to, change]))
	);
	return {
		hasCharter: current !== undefined,
		draft: {
			...draft,
			former: current?.number ?? null,
			changes: difference?.changes ?? 0,
			suggestedWindow: monthsFromNow(renewalMonths),
			articles: articles.map((article) => ({
				...article,
				paragraphs: article.paragraphs.map(({ id, place, html }) => ({
					place,
					html,
					change: changed.get(place) ?? null,
					comments: comments.get(id) ?? 0,
					amendments: amendments.get(id) ?? 0
				}))
			}))
		}
	};
}

/** A paragraph of the draft with what it changes, and what people say of it and propose; or nothing at that place. */
export async function paragraphToDiscuss(db: Database, viewer: Pick<Person, 'id'>, place: string) {
	const draft = await findDraft(db);
	const paragraph = draft && (await findParagraph(db, draft.number, place));
	if (!draft || !paragraph) return null;
	const { id, text, revises } = paragraph;
	const former = revises === null ? null : await findWording(db, revises);
	const comments = await commentsOn(db, id);
	return {
		version: draft.number,
		stage: draft.stage,
		id,
		place,
		text,
		html: renderMarkdown(text),
		read: digestOf(text),
		words: former === null ? null : wordsBetween(former, text),
		comments: comments.map(({ personId, ...comment }) => ({ ...comment, isMine: personId === viewer.id })),
		amendments: await amendmentsOn(db, viewer, id)
	};
}

function monthsFromNow(months: number): string {
	const day = new Date();
	day.setUTCMonth(day.getUTCMonth() + months);
	return day.toISOString().slice(0, 10);
}

/** The paragraph of the draft at a place, or nothing. */
export async function findDraftParagraph(db: Database, place: string) {
	const draft = await findDraft(db);
	return draft && (await findParagraph(db, draft.number, place));
}

/** An article of the draft, with a digest of the title that one reads and its number of paragraphs; or nothing. */
export async function articleToEdit(db: Database, number: number) {
	const draft = await findDraft(db);
	const articles = draft ? await articlesOf(db, draft.number) : [];
	const article = articles.find((known) => known.number === number);
	if (!article) return undefined;
	return {
		number,
		title: article.title,
		read: digestOf(article.title),
		paragraphs: article.paragraphs.length
	};
}
