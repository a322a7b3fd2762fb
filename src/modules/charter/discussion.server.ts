import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import type { Person } from '../people/people.server.ts';
import { persons } from '../people/people.tables.ts';
import { charterParagraphs as paragraphs, charterVersions } from './charter.tables.ts';
import type { CommentInput } from './revision.input.ts';
import { charterAmendments, charterComments as comments } from './revision.tables.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'charter.commented': { version: number };
		'charter.comment-removed': { version: number };
	}
}

export type ContributionResult = { ok: true } | { ok: false; reason: 'not-open' | 'not-found' };

/** The paragraph that has this place (`3.2`) in a version, or nothing. */
export async function findParagraph(db: Database, version: number, place: string) {
	const numbers = /^([1-9]\d{0,4})\.([1-9]\d{0,4})$/.exec(place);
	if (!numbers) return undefined;
	const [found] = await db
		.select({ id: paragraphs.id, text: paragraphs.text, revises: paragraphs.revises })
		.from(paragraphs)
		.where(
			and(
				eq(paragraphs.version, version),
				eq(paragraphs.article, Number(numbers[1])),
				eq(paragraphs.number, Number(numbers[2]))
			)
		);
	return found && { ...found, place };
}

/** The wording of a paragraph of any version. */
export async function findWording(db: Database, paragraphId: string): Promise<string | null> {
	const [found] = await db
		.select({ text: paragraphs.text })
		.from(paragraphs)
		.where(eq(paragraphs.id, paragraphId));
	return found?.text ?? null;
}

/** What people said of a paragraph, oldest first. Whoever left is no longer named. */
export async function commentsOn(db: Database, paragraphId: string) {
	return db
		.select({
			id: comments.id,
			personId: comments.personId,
			author: persons.name,
			text: comments.text,
			writtenAt: comments.writtenAt
		})
		.from(comments)
		.leftJoin(persons, eq(persons.id, comments.personId))
		.where(eq(comments.paragraphId, paragraphId))
		.orderBy(asc(comments.id));
}

/** How many comments and proposals each paragraph of a version has, by id of paragraph; none are left out. */
export async function discussionsIn(db: Database, version: number) {
	const ofVersion = db.select({ id: paragraphs.id }).from(paragraphs).where(eq(paragraphs.version, version));
	const said = await db
		.select({ id: comments.paragraphId, count: sql<number>`count(*)::integer` })
		.from(comments)
		.where(inArray(comments.paragraphId, ofVersion))
		.groupBy(comments.paragraphId);
	const proposed = await db
		.select({ id: charterAmendments.paragraphId, count: sql<number>`count(*)::integer` })
		.from(charterAmendments)
		.where(inArray(charterAmendments.paragraphId, ofVersion))
		.groupBy(charterAmendments.paragraphId);
	return {
		comments: new Map(said.map(({ id, count }) => [id, count])),
		amendments: new Map(proposed.map(({ id, count }) => [id, count]))
	};
}

/** Says something of a paragraph, while the draft is open. */
export async function commentOn(
	db: Database,
	person: Person,
	paragraphId: string,
	{ comment: text }: CommentInput
): Promise<ContributionResult> {
	return db.transaction(async (tx) => {
		const held = await holdOpenDraft(tx, paragraphId);
		if (!held.ok) return held;
		await tx.insert(comments).values({ id: uuidv7(), paragraphId, personId: person.id, text });
		const details = { version: held.version };
		await recordEvent(tx, { name: 'charter.commented', actorId: person.id, details });
		return { ok: true };
	});
}

/** Removes a comment: one's own or, for an administrator, anyone's. Somebody else's is as if it were not. */
export async function removeComment(
	db: Database,
	person: Person,
	paragraphId: string,
	commentId: string
): Promise<ContributionResult> {
	return db.transaction(async (tx) => {
		const held = await holdOpenDraft(tx, paragraphId);
		if (!held.ok) return held;
		const mine = person.isAdministrator ? undefined : eq(comments.personId, person.id);
		const removed = await tx
			.delete(comments)
			.where(and(eq(comments.id, commentId), eq(comments.paragraphId, paragraphId), mine))
			.returning({ id: comments.id });
		if (removed.length === 0) return { ok: false, reason: 'not-found' };
		const details = { version: held.version };
		await recordEvent(tx, { name: 'charter.comment-removed', actorId: person.id, details });
		return { ok: true };
	});
}

type Held = { ok: true; version: number; text: string } | { ok: false; reason: 'not-open' | 'not-found' };

/** Keeps the draft open until the end of the transaction, and gives the wording of one of its paragraphs. */
export async function holdOpenDraft(tx: Database, paragraphId: string): Promise<Held> {
	const [draft] = await tx
		.select({ version: charterVersions.number })
		.from(charterVersions)
		.where(and(isNull(charterVersions.inForceAt), isNull(charterVersions.closedAt)))
		.for('share');
	if (!draft) return { ok: false, reason: 'not-open' };

	const [paragraph] = await tx
		.select({ text: paragraphs.text })
		.from(paragraphs)
		.where(and(eq(paragraphs.id, paragraphId), eq(paragraphs.version, draft.version)));
	return paragraph ? { ok: true, ...draft, ...paragraph } : { ok: false, reason: 'not-found' };
}
