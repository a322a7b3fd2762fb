import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import type { Person } from '../people/people.server.ts';
import {
	charterArticles as articles,
	charterParagraphs as paragraphs,
	charterVersions
} from './charter.tables.ts';
import type { ArticleInput, ParagraphInput, TitleInput, WordingInput } from './revision.input.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'charter.draft-changed': { version: number };
	}
}

export type EditResult =
	{ ok: true } | { ok: false; reason: 'forbidden' | 'not-open' | 'not-found' | 'changed-meanwhile' };

/** A digest of a wording, by which an edit tells that it replaces what its author read. */
export function digestOf(wording: string): string {
	return createHash('md5').update(wording).digest('hex');
}

/** Adds an article to the draft after another one (0 for the first place); those that follow are numbered anew. */
export async function addArticle(db: Database, person: Person, input: ArticleInput): Promise<EditResult> {
	return editDraft(db, person, async (tx, version) => {
		const count = await tx.$count(articles, eq(articles.version, version));
		const after = Math.min(input.after, count);
		await shiftArticles(tx, version, after, 1);
		await tx.insert(articles).values({ version, number: after + 1, title: input.newTitle });
		return true;
	});
}

/** Gives an article of the draft another title, unless somebody did so meanwhile. */
export async function retitleArticle(db: Database, person: Person, input: TitleInput): Promise<EditResult> {
	return editDraft(db, person, async (tx, version) => {
		const isIt = and(eq(articles.version, version), eq(articles.number, input.article));
		const changed = await tx
			.update(articles)
			.set({ title: input.title })
			.where(and(isIt, sql`md5(${articles.title}) = ${input.read}`))
			.returning({ number: articles.number });
		if (changed.length > 0) return true;
		return (await tx.select().from(articles).where(isIt)).length > 0 ? 'changed-meanwhile' : 'not-found';
	});
}

/** Takes an article out of the draft with its paragraphs and what was said of them; those that follow move up. */
export async function removeArticle(db: Database, person: Person, article: number): Promise<EditResult> {
	return editDraft(db, person, async (tx, version) => {
		const isIt = and(eq(articles.version, version), eq(articles.number, article));
		const removed = await tx.delete(articles).where(isIt).returning({ number: articles.number });
		if (removed.length === 0) return 'not-found';
		await shiftArticles(tx, version, article, -1);
		return true;
	});
}

/** Adds a paragraph to an article of the draft after another one (0 for the first place). */
export async function addParagraph(db: Database, person: Person, input: ParagraphInput): Promise<EditResult> {
	return editDraft(db, person, async (tx, version) => {
		const { article, addition: text } = input;
		const isIt = and(eq(articles.version, version), eq(articles.number, article));
		if ((await tx.select().from(articles).where(isIt)).length === 0) return 'not-found';

		const count = await tx.$count(
			paragraphs,
			and(eq(paragraphs.version, version), eq(paragraphs.article, article))
		);
		const after = Math.min(input.after, count);
		await shiftParagraphs(tx, { version, article, number: after }, 1);
		await tx.insert(paragraphs).values({ id: uuidv7(), version, article, number: after + 1, text });
		return true;
	});
}

/** Words a paragraph of the draft anew, unless somebody did so meanwhile. */
export async function editParagraph(
	db: Database,
	person: Person,
	paragraphId: string,
	{ text, read }: WordingInput
): Promise<EditResult> {
	return editDraft(db, person, async (tx, version) => replaceWording(tx, version, paragraphId, text, read));
}

/** Replaces the wording of a paragraph of the draft by another, if it still is the one that was read. */
export async function replaceWording(
	tx: Database,
	version: number,
	paragraphId: string,
	text: string,
	read: string
): Promise<true | 'changed-meanwhile' | 'not-found'> {
	const isIt = and(eq(paragraphs.id, paragraphId), eq(paragraphs.version, version));
	const changed = await tx
		.update(paragraphs)
		.set({ text })
		.where(and(isIt, sql`md5(${paragraphs.text}) = ${read}`))
		.returning({ id: paragraphs.id });
	if (changed.length > 0) return true;
	return (await tx.select().from(paragraphs).where(isIt)).length > 0 ? 'changed-meanwhile' : 'not-found';
}

/** Takes a paragraph out of the draft with what was said of it; those that follow move up. */
export async function removeParagraph(
	db: Database,
	person: Person,
	paragraphId: string
): Promise<EditResult> {
	return editDraft(db, person, async (tx, version) => {
		const [removed] = await tx
			.delete(paragraphs)
			.where(and(eq(paragraphs.id, paragraphId), eq(paragraphs.version, version)))
			.returning({ article: paragraphs.article, number: paragraphs.number });
		if (!removed) return 'not-found';
		await shiftParagraphs(tx, { version, ...removed }, -1);
		return true;
	});
}

/** Does something to the open draft that only an administrator may; others wait, and it cannot be closed meanwhile. */
export async function editDraft(
	db: Database,
	person: Person,
	edit: (tx: Database, version: number) => Promise<true | 'not-found' | 'changed-meanwhile'>
): Promise<EditResult> {
	if (!person.isAdministrator) return { ok: false, reason: 'forbidden' };
	return db.transaction(async (tx) => {
		const [draft] = await tx
			.select({ version: charterVersions.number })
			.from(charterVersions)
			.where(and(isNull(charterVersions.inForceAt), isNull(charterVersions.closedAt)))
			.for('update');
		if (!draft) return { ok: false, reason: 'not-open' };

		const edited = await edit(tx, draft.version);
		if (edited !== true) return { ok: false, reason: edited };
		await recordEvent(tx, { name: 'charter.draft-changed', actorId: person.id, details: draft });
		return { ok: true };
	});
}

/** Beyond any number in use: lines pass through there, since two of them never have the same number, even in between. */
const elsewhere = 1_000_000;

async function shiftArticles(tx: Database, version: number, after: number, by: 1 | -1): Promise<void> {
	const moved = and(eq(articles.version, version), gt(articles.number, after));
	await tx
		.update(articles)
		.set({ number: sql`${articles.number} + ${elsewhere}` })
		.where(moved);
	await tx
		.update(articles)
		.set({ number: sql`${articles.number} + ${by - elsewhere}` })
		.where(and(eq(articles.version, version), gt(articles.number, elsewhere)));
}

type PlaceInDraft = { version: number; article: number; number: number };

async function shiftParagraphs(tx: Database, after: PlaceInDraft, by: 1 | -1): Promise<void> {
	const inArticle = and(eq(paragraphs.version, after.version), eq(paragraphs.article, after.article));
	await tx
		.update(paragraphs)
		.set({ number: sql`${paragraphs.number} + ${elsewhere}` })
		.where(and(inArticle, gt(paragraphs.number, after.number)));
	await tx
		.update(paragraphs)
		.set({ number: sql`${paragraphs.number} + ${by - elsewhere}` })
		.where(and(inArticle, gt(paragraphs.number, elsewhere)));
}
