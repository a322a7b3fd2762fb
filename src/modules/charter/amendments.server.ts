import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import type { Person } from '../people/people.server.ts';
import { persons } from '../people/people.tables.ts';
import { wordsBetween } from '#platform/words-between.ts';
import { holdOpenDraft, type ContributionResult } from './discussion.server.ts';
import { editDraft, replaceWording, type EditResult } from './draft-text.server.ts';
import type { AmendmentInput, AnswerInput } from './revision.input.ts';
import { charterAmendments as amendments, charterAmendmentSupports as supports } from './revision.tables.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'charter.amendment-proposed': { version: number; amendmentId: string };
		'charter.amendment-supported': { version: number; amendmentId: string };
		'charter.amendment-support-ended': { version: number; amendmentId: string };
		'charter.amendment-taken-back': { version: number; amendmentId: string };
	}
}

/** The other wordings proposed for a paragraph, oldest first, as `viewer` sees them: each with what it changes. */
export async function amendmentsOn(db: Database, viewer: Pick<Person, 'id'>, paragraphId: string) {
	const supportsOfIt = sql`from charter_amendment_supports where amendment_id = ${amendments.id}`;
	const found = await db
		.select({
			id: amendments.id,
			author: persons.name,
			isMine: sql<boolean>`coalesce(${amendments.personId} = ${viewer.id}, false)`,
			original: amendments.original,
			text: amendments.text,
			reason: amendments.reason,
			proposedAt: amendments.proposedAt,
			outcome: amendments.outcome,
			answer: amendments.answer,
			answeredAt: amendments.answeredAt,
			supports: sql<number>`(select count(*)::integer ${supportsOfIt})`,
			isSupported: sql<boolean>`exists (select ${supportsOfIt} and person_id = ${viewer.id})`
		})
		.from(amendments)
		.leftJoin(persons, eq(persons.id, amendments.personId))
		.where(eq(amendments.paragraphId, paragraphId))
		.orderBy(asc(amendments.id));
	return found.map(({ original, ...amendment }) => ({
		...amendment,
		words: wordsBetween(original, amendment.text)
	}));
}

export type Amendment = Awaited<ReturnType<typeof amendmentsOn>>[number];

/** Proposes another wording for a paragraph of the open draft; it must say something else than the present one. */
export async function proposeAmendment(
	db: Database,
	person: Person,
	paragraphId: string,
	{ wording, reason }: AmendmentInput
): Promise<ContributionResult | { ok: false; reason: 'unchanged' }> {
	return db.transaction(async (tx) => {
		const held = await holdOpenDraft(tx, paragraphId);
		if (!held.ok) return held;
		if (held.text === wording) return { ok: false, reason: 'unchanged' };

		const proposal = { paragraphId, personId: person.id, original: held.text, text: wording, reason };
		const amendmentId = uuidv7();
		await tx.insert(amendments).values({ id: amendmentId, ...proposal });
		const details = { version: held.version, amendmentId };
		await recordEvent(tx, { name: 'charter.amendment-proposed', actorId: person.id, details });
		return { ok: true };
	});
}

/** Takes one's own amendment back, while nobody answered or supports it: then it is others' as well. */
export async function takeBackAmendment(
	db: Database,
	person: Person,
	paragraphId: string,
	amendmentId: string
): Promise<ContributionResult | { ok: false; reason: 'answered' | 'supported' }> {
	return db.transaction(async (tx) => {
		const held = await holdUnanswered(tx, paragraphId, amendmentId, 'update');
		if (!held.ok) return held;
		if (held.personId !== person.id) return { ok: false, reason: 'not-found' };
		if ((await tx.$count(supports, eq(supports.amendmentId, amendmentId))) > 0)
			return { ok: false, reason: 'supported' };

		await tx.delete(amendments).where(eq(amendments.id, amendmentId));
		const details = { version: held.version, amendmentId };
		await recordEvent(tx, { name: 'charter.amendment-taken-back', actorId: person.id, details });
		return { ok: true };
	});
}

export type SupportResult = ContributionResult | { ok: false; reason: 'own' | 'answered' };

/** Supports somebody else's amendment that has no answer yet. Once is enough; doing it again changes nothing. */
export async function supportAmendment(
	db: Database,
	person: Person,
	paragraphId: string,
	amendmentId: string
): Promise<SupportResult> {
	return db.transaction(async (tx) => {
		const held = await holdUnanswered(tx, paragraphId, amendmentId);
		if (!held.ok) return held;
		if (held.personId === person.id) return { ok: false, reason: 'own' };

		const added = await tx
			.insert(supports)
			.values({ amendmentId, personId: person.id })
			.onConflictDoNothing()
			.returning();
		if (added.length === 0) return { ok: true };
		const details = { version: held.version, amendmentId };
		await recordEvent(tx, { name: 'charter.amendment-supported', actorId: person.id, details });
		return { ok: true };
	});
}

/** Ends one's support of an amendment that has no answer yet; nothing happens without one. */
export async function endSupport(
	db: Database,
	person: Person,
	paragraphId: string,
	amendmentId: string
): Promise<SupportResult> {
	return db.transaction(async (tx) => {
		const held = await holdUnanswered(tx, paragraphId, amendmentId);
		if (!held.ok) return held;
		const ended = await tx
			.delete(supports)
			.where(and(eq(supports.amendmentId, amendmentId), eq(supports.personId, person.id)))
			.returning({ amendmentId: supports.amendmentId });
		if (ended.length === 0) return { ok: true };
		const details = { version: held.version, amendmentId };
		await recordEvent(tx, { name: 'charter.amendment-support-ended', actorId: person.id, details });
		return { ok: true };
	});
}

/**
 * Adopts an amendment, which replaces the paragraph's wording if it still is the one that the administrator read, or
 * declines it with an answer. An amendment is answered once.
 */
export async function answerAmendment(
	db: Database,
	person: Person,
	paragraphId: string,
	{ amendmentId, outcome, answer, read }: AnswerInput
): Promise<EditResult> {
	return editDraft(db, person, async (tx, version) => {
		const isIt = and(eq(amendments.id, amendmentId), eq(amendments.paragraphId, paragraphId));
		const [unanswered] = await tx
			.select({ text: amendments.text })
			.from(amendments)
			.where(and(isIt, isNull(amendments.outcome)))
			.for('update');
		if (!unanswered) return 'not-found';

		if (outcome === 'adopted') {
			const replaced = await replaceWording(tx, version, paragraphId, unanswered.text, read);
			if (replaced !== true) return replaced;
		}
		await tx
			.update(amendments)
			.set({ outcome, answer, answeredAt: sql`now()`, answeredBy: person.id })
			.where(isIt);
		return true;
	});
}

type HeldAmendment =
	| { ok: true; version: number; personId: string | null }
	| { ok: false; reason: 'not-open' | 'not-found' | 'answered' };

async function holdUnanswered(
	tx: Database,
	paragraphId: string,
	amendmentId: string,
	strength: 'share' | 'update' = 'share'
): Promise<HeldAmendment> {
	const held = await holdOpenDraft(tx, paragraphId);
	if (!held.ok) return held;
	const [amendment] = await tx
		.select({ personId: amendments.personId, outcome: amendments.outcome })
		.from(amendments)
		.where(and(eq(amendments.id, amendmentId), eq(amendments.paragraphId, paragraphId)))
		.for(strength);
	if (!amendment) return { ok: false, reason: 'not-found' };
	if (amendment.outcome) return { ok: false, reason: 'answered' };
	return { ok: true, version: held.version, personId: amendment.personId };
}
