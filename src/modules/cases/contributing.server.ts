import { and, eq, isNull } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { notify } from '../notifications/notifying.server.ts';
import type { Person } from '../people/people.server.ts';
import type { ContributionInput } from './cases.input.ts';
import { cases, contributions } from './cases.tables.ts';
import { contributes, roundAfter, type Round } from './rounds.ts';
import { holdCase, pageOf, type CaseResult } from './telling.server.ts';

export type ContributionResult =
	CaseResult | { ok: false; reason: 'other-round' | 'listens' | 'already-facilitated' | 'no-more-rounds' };

/** Says something in the round that is open. In which rounds the author speaks: see `contributes`. */
export async function contribute(
	db: Database,
	person: Person,
	slug: string,
	caseId: string,
	{ round, text }: ContributionInput
): Promise<ContributionResult> {
	return db.transaction(async (tx): Promise<ContributionResult> => {
		const held = await holdCase(tx, person, slug, caseId);
		if (!held.ok) return held;
		const { found } = held;
		if (found.round !== round) return { ok: false, reason: 'other-round' };
		if (!contributes(round, found.toldBy === person.id)) return { ok: false, reason: 'listens' };
		await tx.insert(contributions).values({ id: uuidv7(), caseId, round, personId: person.id, text });
		return { ok: true, id: caseId };
	});
}

/** Takes back what one said, while its round is open. */
export async function takeBack(
	db: Database,
	person: Person,
	slug: string,
	caseId: string,
	contributionId: string
): Promise<ContributionResult> {
	return db.transaction(async (tx): Promise<ContributionResult> => {
		const held = await holdCase(tx, person, slug, caseId);
		if (!held.ok) return held;
		const isTheirs = and(
			eq(contributions.id, contributionId),
			eq(contributions.caseId, caseId),
			eq(contributions.personId, person.id),
			eq(contributions.round, held.found.round)
		);
		const gone = await tx.delete(contributions).where(isTheirs).returning({ id: contributions.id });
		return gone.length > 0 ? { ok: true, id: caseId } : { ok: false, reason: 'other-round' };
	});
}

/** Sees to the rounds of a case; somebody else than its author, and one person. */
export async function facilitate(
	db: Database,
	person: Person,
	slug: string,
	caseId: string
): Promise<ContributionResult> {
	return db.transaction(async (tx): Promise<ContributionResult> => {
		const held = await holdCase(tx, person, slug, caseId);
		if (!held.ok) return held;
		if (held.found.toldBy === person.id) return { ok: false, reason: 'forbidden' };
		const taken = await tx
			.update(cases)
			.set({ facilitatedBy: person.id })
			.where(and(eq(cases.id, caseId), isNull(cases.facilitatedBy)))
			.returning({ id: cases.id });
		if (taken.length > 0 || held.found.facilitatedBy === person.id) return { ok: true, id: caseId };
		return { ok: false, reason: 'already-facilitated' };
	});
}

/** Opens the next round; who told the case does, or who sees to its rounds. Those who took part are told, once a round. */
export async function openNextRound(
	db: Database,
	person: Person,
	slug: string,
	caseId: string,
	seen: Round
): Promise<ContributionResult> {
	return db.transaction(async (tx): Promise<ContributionResult> => {
		const held = await holdCase(tx, person, slug, caseId);
		if (!held.ok) return held;
		const { found, group } = held;
		if (![found.toldBy, found.facilitatedBy].includes(person.id)) return { ok: false, reason: 'forbidden' };
		if (found.round !== seen) return { ok: false, reason: 'other-round' };
		const round = roundAfter(seen);
		if (!round) return { ok: false, reason: 'no-more-rounds' };
		await tx.update(cases).set({ round }).where(eq(cases.id, caseId));
		await notify(tx, {
			kind: 'cases.round-opened',
			to: [
				found.toldBy,
				...(found.facilitatedBy ? [found.facilitatedBy] : []),
				...(await whoSpoke(tx, caseId))
			],
			by: person.id,
			about: `cases.case:${caseId}:${round}`,
			path: pageOf(group, caseId),
			details: { caseId, groupId: group.id, group: group.name, round }
		});
		return { ok: true, id: caseId };
	});
}

async function whoSpoke(tx: Database, caseId: string): Promise<string[]> {
	const found = await tx
		.selectDistinct({ id: contributions.personId })
		.from(contributions)
		.where(eq(contributions.caseId, caseId));
	return found.map(({ id }) => id);
}
