import { eq, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { mayPrepare } from '../assembly/editions.server.ts';
import { notify } from '../notifications/notifying.server.ts';
import type { Person } from '../people/people.server.ts';
import { countSupports, tell, withProposal, type Proposal, type ProposalResult } from './making.server.ts';
import { proposals, proposalSources, proposalSupports, type Fate } from './proposals.tables.ts';

/** Groups a proposal under a theme; facilitators do. */
export async function giveTheme(db: Database, person: Person, slug: string, number: number, theme: string) {
	return deciding(db, person, slug, number, async (tx, proposal) => {
		await tx.update(proposals).set({ theme }).where(eq(proposals.id, proposal.id));
		return { ok: true };
	});
}

/** Keeps a proposal for the roadmap and says what comes next; who supports it is told. Facilitators do. */
export async function keepProposal(db: Database, person: Person, slug: string, number: number, next: string) {
	return deciding(db, person, slug, number, async (tx, proposal) => {
		if (proposal.fate === 'merged') return { ok: false, reason: 'settled' };
		await settle(tx, person, proposal, { fate: 'kept', reason: next });
		await tellSupporters(tx, person, slug, proposal, 'kept');
		return { ok: true };
	});
}

/** Sets a proposal aside and says why; who supports it is told. Facilitators do. */
export async function setProposalAside(
	db: Database,
	person: Person,
	slug: string,
	number: number,
	why: string
) {
	return deciding(db, person, slug, number, async (tx, proposal) => {
		if (proposal.fate === 'merged') return { ok: false, reason: 'settled' };
		await settle(tx, person, proposal, { fate: 'aside', reason: why });
		await tellSupporters(tx, person, slug, proposal, 'aside');
		return { ok: true };
	});
}

/** Opens the discussion of a proposal again. Facilitators do; what was merged stays merged. */
export async function reopenProposal(db: Database, person: Person, slug: string, number: number) {
	return deciding(db, person, slug, number, async (tx, proposal) => {
		if (proposal.fate === 'merged') return { ok: false, reason: 'settled' };
		const open = { fate: null, reason: '', decidedAt: null, decidedBy: null };
		await tx.update(proposals).set(open).where(eq(proposals.id, proposal.id));
		return { ok: true };
	});
}

/**
 * Merges a proposal into another of the same assembly: who supports or joins either does so for the other, which comes from both rooms.
 * The proposals that it had taken in follow. Facilitators do.
 */
export async function mergeProposals(
	db: Database,
	person: Person,
	slug: string,
	number: number,
	into: number
): Promise<ProposalResult> {
	if (!mayPrepare(person)) return { ok: false, reason: 'forbidden' };
	if (number === into) return { ok: false, reason: 'settled' };
	// The smaller number is held first, by everyone: two who merge each into the other do not wait for each other.
	const [first, second] = number < into ? [number, into] : [into, number];
	return withProposal(db, person, slug, first, async (tx, one) =>
		withProposal(tx, person, slug, second, async (_, other): Promise<ProposalResult> => {
			const [merged, target] = number < into ? [one, other] : [other, one];
			if (merged.fate === 'merged' || target.fate === 'merged') return { ok: false, reason: 'settled' };
			await pourInto(tx, merged.id, target.id);
			await tx.update(proposals).set({ mergedInto: target.id }).where(eq(proposals.mergedInto, merged.id));
			await settle(tx, person, merged, { fate: 'merged', reason: '', mergedInto: target.id });
			await tellSupporters(tx, person, slug, merged, 'merged', target);
			await tell(tx, 'proposals.changed', person, merged.id);
			await tell(tx, 'proposals.changed', person, target.id);
			return { ok: true };
		})
	);
}

async function pourInto(tx: Database, from: string, to: string): Promise<void> {
	await tx.execute(sql`
		insert into ${proposalSupports} (proposal_id, person_id, joins, since)
		select ${to}, person_id, joins, since from ${proposalSupports} where proposal_id = ${from}
		on conflict (proposal_id, person_id) do update
		set joins = ${proposalSupports}.joins or excluded.joins, since = least(${proposalSupports}.since, excluded.since)`);
	await tx.execute(sql`
		insert into ${proposalSources} (proposal_id, contribution_id)
		select ${to}, contribution_id from ${proposalSources} where proposal_id = ${from}
		on conflict do nothing`);
	await countSupports(tx, [to]);
}

type Settled = { fate: Fate; reason: string; mergedInto?: string };

async function settle(tx: Database, person: Person, { id }: Proposal, settled: Settled): Promise<void> {
	await tx
		.update(proposals)
		.set({ ...settled, decidedAt: sql`now()`, decidedBy: person.id })
		.where(eq(proposals.id, id));
}

async function tellSupporters(
	tx: Database,
	person: Person,
	slug: string,
	{ id, number, title }: Proposal,
	fate: Fate,
	into?: Proposal
): Promise<void> {
	const told = await tx
		.select({ id: proposalSupports.personId })
		.from(proposalSupports)
		.where(eq(proposalSupports.proposalId, id));
	await notify(tx, {
		kind: 'proposals.decided',
		to: told.map((one) => one.id),
		by: person.id,
		about: `proposals.proposal:${id}:${fate}`,
		path: `/assemblees/${slug}/propositions/${into?.number ?? number}`,
		details: { title, fate }
	});
}

async function deciding(
	db: Database,
	person: Person,
	slug: string,
	number: number,
	act: (tx: Database, proposal: Proposal) => Promise<ProposalResult>
): Promise<ProposalResult> {
	if (!mayPrepare(person)) return { ok: false, reason: 'forbidden' };
	return withProposal(db, person, slug, number, async (tx, proposal) => {
		const result = await act(tx, proposal);
		if (result.ok) await tell(tx, 'proposals.changed', person, proposal.id);
		return result;
	});
}
