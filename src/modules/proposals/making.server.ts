import { and, count, eq, inArray, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import { editionFor } from '../assembly/editions.server.ts';
import type { Person } from '../people/people.server.ts';
import type { ProposalInput, SupportInput } from './proposals.input.ts';
import { proposals, proposalSources, proposalSupports } from './proposals.tables.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'proposals.made': { proposalId: string };
		'proposals.changed': { proposalId: string };
		'proposals.supported': { proposalId: string };
	}
}

/** How many proposals one person makes at an edition: nobody floods an assembly. */
export const mostOfOnePerson = 50;

export type Proposal = typeof proposals.$inferSelect;

export type MakingResult = { ok: true; number: number } | { ok: false; reason: 'not-found' | 'too-many' };

/**
 * Proposes something to an assembly; whoever proposes it supports it. `said` is what was said in a room and led to it: the caller has
 * seen that this person may read it.
 */
export async function propose(
	db: Database,
	person: Person,
	slug: string,
	{ title, text, theme }: Pick<ProposalInput, 'title' | 'text' | 'theme'>,
	said?: string
): Promise<MakingResult> {
	return db.transaction(async (tx): Promise<MakingResult> => {
		const edition = await editionFor(tx, person, slug);
		if (!edition) return { ok: false, reason: 'not-found' };
		// Numbers follow each other: one proposal at a time.
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`proposals ${edition.id}`}, 0))`);
		const [own] = await tx
			.select({ n: count() })
			.from(proposals)
			.where(and(eq(proposals.editionId, edition.id), eq(proposals.proposedBy, person.id)));
		if (own!.n >= mostOfOnePerson) return { ok: false, reason: 'too-many' };
		const [{ number }] = (await tx
			.select({ number: sql<number>`coalesce(max(${proposals.number}), 0)::int + 1` })
			.from(proposals)
			.where(eq(proposals.editionId, edition.id))) as [{ number: number }];
		const id = uuidv7();
		await tx.insert(proposals).values({
			...{ id, editionId: edition.id, number, title, text, theme },
			...{ proposedBy: person.id, supports: 1 }
		});
		await tx.insert(proposalSupports).values({ proposalId: id, personId: person.id });
		if (said) await tx.insert(proposalSources).values({ proposalId: id, contributionId: said });
		await recordEvent(tx, { name: 'proposals.made', actorId: person.id, details: { proposalId: id } });
		return { ok: true, number };
	});
}

export type ProposalResult =
	{ ok: true } | { ok: false; reason: 'not-found' | 'forbidden' | 'settled' | 'changed' | 'unchanged' };

/** Supports a proposal or no longer; who would do it supports it too. Each person once. */
export async function supportProposal(
	db: Database,
	person: Person,
	slug: string,
	number: number,
	{ supports, joins }: SupportInput
): Promise<ProposalResult> {
	return withProposal(db, person, slug, number, async (tx, proposal) => {
		if (proposal.fate === 'merged' || proposal.fate === 'aside') return { ok: false, reason: 'settled' };
		const own = { proposalId: proposal.id, personId: person.id };
		if (supports || joins)
			await tx
				.insert(proposalSupports)
				.values({ ...own, joins })
				.onConflictDoUpdate({
					target: [proposalSupports.proposalId, proposalSupports.personId],
					set: { joins }
				});
		else
			await tx
				.delete(proposalSupports)
				.where(and(eq(proposalSupports.proposalId, proposal.id), eq(proposalSupports.personId, person.id)));
		await countSupports(tx, [proposal.id]);
		await tell(tx, 'proposals.supported', person, proposal.id);
		return { ok: true };
	});
}

/** Says that a proposal is no longer as it was. */
export async function tell(
	tx: Database,
	name: 'proposals.changed' | 'proposals.supported',
	person: Person,
	proposalId: string
): Promise<void> {
	await recordEvent(tx, { name, actorId: person.id, details: { proposalId } });
}

/** Counts again who supports proposals that are held. */
export async function countSupports(tx: Database, ids: string[]): Promise<void> {
	const counted = sql`(select count(*)::int from ${proposalSupports} s where s.proposal_id = ${proposals.id})`;
	await tx.update(proposals).set({ supports: counted }).where(inArray(proposals.id, ids));
}

/** Does something with a proposal that nobody else changes meanwhile. */
export async function withProposal<Result>(
	db: Database,
	person: Person,
	slug: string,
	number: number,
	does: (tx: Database, proposal: Proposal) => Promise<Result>
): Promise<Result | { ok: false; reason: 'not-found' }> {
	return db.transaction(async (tx): Promise<Result | { ok: false; reason: 'not-found' }> => {
		const edition = await editionFor(tx, person, slug);
		if (!edition) return { ok: false, reason: 'not-found' };
		const [proposal] = await tx
			.select()
			.from(proposals)
			.where(and(eq(proposals.editionId, edition.id), eq(proposals.number, number)))
			.for('update');
		return proposal ? does(tx, proposal) : { ok: false, reason: 'not-found' };
	});
}
