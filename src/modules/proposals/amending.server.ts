import { and, eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { mayPrepare } from '../assembly/editions.server.ts';
import { notify } from '../notifications/notifying.server.ts';
import type { Person } from '../people/people.server.ts';
import { tell, withProposal, type Proposal, type ProposalResult } from './making.server.ts';
import type { AmendmentInput } from './proposals.input.ts';
import { proposalAmendments as amendments, proposals } from './proposals.tables.ts';

/** Its author and facilitators answer the amendments to a proposal. */
export function mayAnswer(person: Person | null, { proposedBy }: Pick<Proposal, 'proposedBy'>): boolean {
	return person !== null && (proposedBy === person.id || mayPrepare(person));
}

/**
 * Proposes another wording of a proposal that is discussed; from whoever may answer it, it is taken at once. `changed`: another one was
 * taken since the text was read.
 */
export async function amend(
	db: Database,
	person: Person,
	slug: string,
	number: number,
	{ version, ...input }: AmendmentInput
): Promise<ProposalResult> {
	return withProposal(db, person, slug, number, async (tx, proposal): Promise<ProposalResult> => {
		if (proposal.fate !== null) return { ok: false, reason: 'settled' };
		if (proposal.version !== version) return { ok: false, reason: 'changed' };
		if (proposal.title === input.title && proposal.text === input.text)
			return { ok: false, reason: 'unchanged' };
		const id = uuidv7();
		const before = { titleBefore: proposal.title, textBefore: proposal.text };
		await tx
			.insert(amendments)
			.values({ id, proposalId: proposal.id, version, ...before, ...input, proposedBy: person.id });
		if (mayAnswer(person, proposal)) await take(tx, person, proposal, { id, ...input }, '');
		else
			await notify(tx, {
				kind: 'proposals.amended',
				to: proposal.proposedBy ? [proposal.proposedBy] : [],
				by: person.id,
				about: `proposals.proposal:${proposal.id}`,
				path: `/assemblees/${slug}/propositions/${number}#amendements`,
				details: { title: proposal.title }
			});
		await tell(tx, 'proposals.changed', person, proposal.id);
		return { ok: true };
	});
}

/**
 * Takes an amendment, or declines it with a word; who wrote it is told. One that was written on a text that has changed since is not
 * taken: it would undo what changed.
 */
export async function answerAmendment(
	db: Database,
	person: Person,
	slug: string,
	number: number,
	answer: { amendment: string; answer: string; isTaken: boolean }
): Promise<ProposalResult> {
	return withProposal(db, person, slug, number, async (tx, proposal): Promise<ProposalResult> => {
		if (!mayAnswer(person, proposal)) return { ok: false, reason: 'forbidden' };
		const isHere = and(eq(amendments.id, answer.amendment), eq(amendments.proposalId, proposal.id));
		const [amendment] = await tx.select().from(amendments).where(isHere);
		if (!amendment) return { ok: false, reason: 'not-found' };
		if (proposal.fate !== null || amendment.outcome !== null) return { ok: false, reason: 'settled' };
		if (answer.isTaken && amendment.version !== proposal.version) return { ok: false, reason: 'changed' };
		if (answer.isTaken) await take(tx, person, proposal, amendment, answer.answer);
		else await settle(tx, person, amendment.id, 'declined', answer.answer);
		await notify(tx, {
			kind: 'proposals.answered',
			to: amendment.proposedBy ? [amendment.proposedBy] : [],
			by: person.id,
			about: `proposals.amendment:${amendment.id}`,
			path: `/assemblees/${slug}/propositions/${number}#amendements`,
			details: { title: proposal.title, isTaken: answer.isTaken }
		});
		await tell(tx, 'proposals.changed', person, proposal.id);
		return { ok: true };
	});
}

type Wording = { id: string; title: string; text: string };

async function take(tx: Database, person: Person, proposal: Proposal, wording: Wording, answer: string) {
	const { id, title, text } = wording;
	await settle(tx, person, id, 'taken', answer);
	await tx
		.update(proposals)
		.set({ title, text, version: proposal.version + 1 })
		.where(eq(proposals.id, proposal.id));
}

async function settle(
	tx: Database,
	person: Person,
	id: string,
	outcome: 'taken' | 'declined',
	answer: string
) {
	await tx
		.update(amendments)
		.set({ outcome, answer, answeredAt: sql`now()`, answeredBy: person.id })
		.where(eq(amendments.id, id));
}
