import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import type { Person } from '../people/people.server.ts';
import { charterArticles, charterParagraphs, charterVersions as versions } from './charter.tables.ts';
import type { PutInForceInput, ValidationInput } from './revision.input.ts';
import { holdSigning } from './signing.server.ts';
import { articlesOf, charterInForce, today } from './versions.server.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'charter.draft-opened': { version: number };
		'charter.draft-closed': { version: number };
		'charter.draft-reopened': { version: number };
		'charter.validated': { version: number };
		'charter.put-in-force': { version: number; former: number | null };
	}
}

type Refused<Reason extends string> = { ok: false; reason: Reason | 'forbidden' };

const draftColumns = {
	number: versions.number,
	draftedAt: versions.draftedAt,
	closedAt: versions.closedAt,
	validatedOn: versions.validatedOn,
	validatedByMeeting: versions.validatedByMeeting
};

/** The version being prepared, and how far it is: people comment on it, it is closed, a meeting has validated it. */
export async function findDraft(db: Database) {
	const [draft] = await db.select(draftColumns).from(versions).where(isNull(versions.inForceAt));
	if (!draft) return undefined;
	const stage = draft.validatedOn ? 'validated' : draft.closedAt ? 'closed' : 'open';
	return { ...draft, stage: stage as 'open' | 'closed' | 'validated' };
}

/** Opens the draft of the next version: a copy of the text in force, or an empty text for a first charter. One at a time. */
export async function openDraft(
	db: Database,
	person: Person
): Promise<{ ok: true; version: number } | Refused<'draft-exists'>> {
	if (!person.isAdministrator) return { ok: false, reason: 'forbidden' };
	return db.transaction(async (tx) => {
		const current = await charterInForce(tx);
		const version = (current?.number ?? 0) + 1;
		const opened = await tx
			.insert(versions)
			.values({ number: version, draftedBy: person.id })
			.onConflictDoNothing()
			.returning();
		if (opened.length === 0) return { ok: false, reason: 'draft-exists' };

		if (current) await copyText(tx, current.number, version);
		await recordEvent(tx, { name: 'charter.draft-opened', actorId: person.id, details: { version } });
		return { ok: true, version };
	});
}

async function copyText(tx: Database, from: number, version: number): Promise<void> {
	const articles = await articlesOf(tx, from);
	if (articles.length === 0) return;
	await tx.insert(charterArticles).values(articles.map(({ number, title }) => ({ version, number, title })));
	const paragraphs = articles.flatMap((article) =>
		article.paragraphs.map(({ id, number, text }) => ({
			id: uuidv7(),
			version,
			article: article.number,
			number,
			text,
			revises: id
		}))
	);
	if (paragraphs.length > 0) await tx.insert(charterParagraphs).values(paragraphs);
}

/** Closes the draft: nobody comments, amends or edits any more, so that a meeting can validate the text as it stands. */
export async function closeDraft(
	db: Database,
	person: Person
): Promise<{ ok: true } | Refused<'not-open' | 'empty'>> {
	if (!person.isAdministrator) return { ok: false, reason: 'forbidden' };
	return db.transaction(async (tx) => {
		const [closed] = await tx
			.update(versions)
			.set({ closedAt: sql`now()`, closedBy: person.id })
			.where(and(isNull(versions.inForceAt), isNull(versions.closedAt), hasText))
			.returning({ version: versions.number });
		if (!closed) return { ok: false, reason: (await findDraft(tx))?.stage === 'open' ? 'empty' : 'not-open' };

		await recordEvent(tx, { name: 'charter.draft-closed', actorId: person.id, details: closed });
		return { ok: true };
	});
}

/** Whether a version has something to say. */
const hasText = sql`exists (select from charter_paragraphs where charter_paragraphs.version = ${versions.number})`;

/** Opens a closed draft again, for a meeting that asks for changes. A validated one stays closed. */
export async function reopenDraft(
	db: Database,
	person: Person
): Promise<{ ok: true } | Refused<'not-closed'>> {
	if (!person.isAdministrator) return { ok: false, reason: 'forbidden' };
	return db.transaction(async (tx) => {
		const isClosed = and(
			isNull(versions.inForceAt),
			isNotNull(versions.closedAt),
			isNull(versions.validatedOn)
		);
		const [reopened] = await tx
			.update(versions)
			.set({ closedAt: null, closedBy: null })
			.where(isClosed)
			.returning({ version: versions.number });
		if (!reopened) return { ok: false, reason: 'not-closed' };

		await recordEvent(tx, { name: 'charter.draft-reopened', actorId: person.id, details: reopened });
		return { ok: true };
	});
}

/** Records which meeting validated the closed draft, and on which day, today at the latest. */
export async function recordValidation(
	db: Database,
	person: Person,
	{ meeting, day }: ValidationInput
): Promise<{ ok: true } | Refused<'not-closed' | 'in-the-future'>> {
	if (!person.isAdministrator) return { ok: false, reason: 'forbidden' };
	return db.transaction(async (tx) => {
		const { rows } = await tx.execute<{ is_future: boolean }>(
			sql`select ${day}::date > ${today} as is_future`
		);
		if (rows[0]!.is_future) return { ok: false, reason: 'in-the-future' };

		const isClosed = and(
			isNull(versions.inForceAt),
			isNotNull(versions.closedAt),
			isNull(versions.validatedOn)
		);
		const [validated] = await tx
			.update(versions)
			.set({ validatedOn: day, validatedByMeeting: meeting, validationRecordedBy: person.id })
			.where(isClosed)
			.returning({ version: versions.number });
		if (!validated) return { ok: false, reason: 'not-closed' };

		await recordEvent(tx, { name: 'charter.validated', actorId: person.id, details: validated });
		return { ok: true };
	});
}

/**
 * Puts the validated draft in force: from then on it is the one that people sign, and the signatories of the former
 * version are asked to sign it until `renewUntil`, today at the earliest.
 */
export async function putInForce(
	db: Database,
	person: Person,
	{ version, renewUntil }: PutInForceInput
): Promise<{ ok: true } | Refused<'not-validated' | 'window-in-the-past'>> {
	if (!person.isAdministrator) return { ok: false, reason: 'forbidden' };
	return db.transaction(async (tx) => {
		await holdSigning(tx);
		const former = (await charterInForce(tx))?.number ?? null;
		const { rows } = await tx.execute<{ is_past: boolean }>(
			sql`select ${renewUntil}::date < ${today} as is_past`
		);
		if (rows[0]!.is_past) return { ok: false, reason: 'window-in-the-past' };

		const isValidated = and(isNull(versions.inForceAt), isNotNull(versions.validatedOn));
		const [put] = await tx
			.update(versions)
			.set({ inForceAt: sql`clock_timestamp()`, putInForceBy: person.id, renewUntil })
			.where(and(eq(versions.number, version), isValidated))
			.returning({ version: versions.number });
		if (!put) return { ok: false, reason: 'not-validated' };

		const details = { version, former };
		await recordEvent(tx, { name: 'charter.put-in-force', actorId: person.id, details });
		return { ok: true };
	});
}
