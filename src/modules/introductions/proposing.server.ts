import { sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import { audienceOf } from '../allies/audience.server.ts';
import { keeps, subjectAt, type Subject } from '../allies/subjects.server.ts';
import type { Person } from '../people/people.server.ts';
import { isAway } from './availability.server.ts';
import type { OfferInput, RequestInput } from './introductions.input.ts';
import { answers, introductions } from './introductions.tables.ts';
import { holdTurn, mostUnanswered, mostWaiting, unansweredBy, waitingOf } from './limits.server.ts';
import { findNeed, speaksFor, type Need } from './needs.server.ts';
import { asking } from './shortlist.server.ts';
import { columnsOf, type Side } from './sides.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'introductions.proposed': { introductionId: string };
	}
}

export type ProposalRefusal =
	| 'no-such-need'
	| 'no-such-ally'
	| 'forbidden'
	| 'not-kept'
	| 'oneself'
	| 'unreachable'
	| 'away'
	| 'asked-a-lot'
	| 'too-many'
	| 'already';
export type ProposalResult = { ok: true; id: string } | { ok: false; reason: ProposalRefusal };

/** Asks an ally whose page one may see to be put in touch, for a need for which one speaks. One has agreed by asking. */
export async function askIntroduction(
	db: Database,
	person: Person,
	needId: string,
	slug: string,
	input: RequestInput
): Promise<ProposalResult> {
	return db.transaction(async (tx): Promise<ProposalResult> => {
		const need = await findNeed(tx, needId);
		if (!need?.isOpen || !(await speaksFor(tx, person, need))) return { ok: false, reason: 'no-such-need' };
		const helper = await subjectAt(tx, await audienceOf(tx, person), slug);
		if (!helper) return { ok: false, reason: 'no-such-ally' };
		if (!helper.isReachable) return { ok: false, reason: 'unreachable' };
		return insertIntroduction(tx, person, {
			needId,
			asker: asking(need),
			helper,
			proposedAs: 'asker',
			agreed: { side: 'asker', ...input }
		});
	});
}

/** Offers to help with a need that one may read, in one's own name or for an organisation whose page one keeps. */
export async function offerHelp(
	db: Database,
	person: Person,
	needId: string,
	input: OfferInput
): Promise<ProposalResult> {
	return db.transaction(async (tx): Promise<ProposalResult> => {
		const need = await findNeed(tx, needId);
		if (!need?.isOpen || !(await mayRead(tx, person, need))) return { ok: false, reason: 'no-such-need' };
		const isOwn = input.inNameOf === 'me';
		if (!isOwn && !(await keeps(tx, person, input.inNameOf))) return { ok: false, reason: 'not-kept' };
		if (await speaksFor(tx, person, need)) return { ok: false, reason: 'oneself' };
		const helper: Subject = isOwn
			? { organisationId: null, personId: person.id }
			: { organisationId: input.inNameOf, personId: null };
		return insertIntroduction(tx, person, {
			needId,
			asker: asking(need),
			helper,
			proposedAs: 'helper',
			agreed: { side: 'helper', ...input }
		});
	});
}

async function mayRead(tx: Database, person: Person, need: Need): Promise<boolean> {
	return need.audience === 'public' || (await audienceOf(tx, person)) === 'allies';
}

type Proposed = {
	needId: string | null;
	asker: Subject;
	helper: Subject;
	proposedAs: 'asker' | 'helper' | 'facilitator';
	agreed:
		| { side: Side; word: string; contactEmail: string | null; contactPhone: string | null }
		| { side: null; word: string };
};

/** Nobody is flooded: the limits are counted while nobody else may ask the same ally, nor the same person ask elsewhere. */
export async function insertIntroduction(
	tx: Database,
	person: Person,
	proposed: Proposed
): Promise<ProposalResult> {
	const { needId, asker, helper, proposedAs, agreed } = proposed;
	const ids = [asker, helper].map(({ organisationId, personId }) => (organisationId ?? personId)!);
	if (ids[0] === ids[1]) return { ok: false, reason: 'oneself' };
	await holdTurn(tx, [person.id, ...ids]);
	const refusal = await refusalToAsk(tx, person, proposed);
	if (refusal) return { ok: false, reason: refusal };

	const id = uuidv7();
	const inserted = await tx
		.insert(introductions)
		.values({
			...{ id, needId, proposedAs, proposedBy: person.id, word: agreed.word },
			...columnsOf(asker, helper),
			expiresAt: sql`now() + interval '30 days'`
		})
		.onConflictDoNothing()
		.returning({ id: introductions.id });
	if (inserted.length === 0) return { ok: false, reason: 'already' };
	if (agreed.side !== null) {
		const { side, contactEmail, contactPhone } = agreed;
		const contact = { contactName: person.name, contactEmail, contactPhone };
		await tx
			.insert(answers)
			.values({ introductionId: id, side, answer: 'agreed', answeredBy: person.id, ...contact });
	}
	const details = { introductionId: id };
	await recordEvent(tx, { name: 'introductions.proposed', actorId: person.id, details });
	return { ok: true, id };
}

async function refusalToAsk(
	tx: Database,
	person: Person,
	{ helper, proposedAs }: Proposed
): Promise<ProposalRefusal | undefined> {
	if (proposedAs !== 'facilitator' && (await waitingOf(tx, person.id)) >= mostWaiting) return 'too-many';
	if (proposedAs === 'helper') return undefined;
	if (await isAway(tx, helper)) return 'away';
	if ((await unansweredBy(tx, helper)) >= mostUnanswered) return 'asked-a-lot';
	return undefined;
}
