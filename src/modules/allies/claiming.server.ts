import { and, eq, isNull, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import type { Person } from '../people/people.server.ts';
import { allyKeepers } from './allies.tables.ts';
import { audienceOf } from './audience.server.ts';
import type { ClaimInput, DecisionInput } from './claims.input.ts';
import { allyClaims } from './claims.tables.ts';
import { allyPage } from './page.server.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'allies.claimed': { claimId: string };
		'allies.claim-withdrawn': { claimId: string };
		'allies.claim-decided': { claimId: string };
	}
}

export type ClaimResult =
	{ ok: true; claimId: string } | { ok: false; reason: 'not-claimable' | 'keeps-already' | 'asked-already' };

export type DecisionResult =
	{ ok: true } | { ok: false; reason: 'forbidden' | 'own' | 'decided-already' | 'unknown' };

/**
 * Asks to keep the page of an organisation that one can see, kept by others or not. One waits for one answer at a time;
 * others may ask for the same page.
 */
export async function claimPage(
	db: Database,
	person: Person,
	slug: string,
	{ message }: ClaimInput
): Promise<ClaimResult> {
	return db.transaction(async (tx) => {
		const page = await allyPage(tx, await audienceOf(tx, person), slug);
		if (!page || 'movedTo' in page || !page.isOrganisation) return { ok: false, reason: 'not-claimable' };
		const { profileId } = page;
		if (await isKeeper(tx, person, profileId)) return { ok: false, reason: 'keeps-already' };

		const claimId = uuidv7();
		const asked = await tx
			.insert(allyClaims)
			.values({ id: claimId, profileId, personId: person.id, message })
			.onConflictDoNothing()
			.returning({ id: allyClaims.id });
		if (asked.length === 0) return { ok: false, reason: 'asked-already' };
		await recordEvent(tx, { name: 'allies.claimed', actorId: person.id, details: { claimId } });
		return { ok: true, claimId };
	});
}

/** Takes back what one asked, when it is not answered yet; says whether it was. */
export async function withdrawClaim(db: Database, person: Person, claimId: string): Promise<boolean> {
	return db.transaction(async (tx) => {
		const withdrawn = await tx
			.update(allyClaims)
			.set({ outcome: 'withdrawn', decidedAt: sql`now()`, decidedBy: person.id })
			.where(and(eq(allyClaims.id, claimId), eq(allyClaims.personId, person.id), isNull(allyClaims.outcome)))
			.returning({ id: allyClaims.id });
		if (withdrawn.length === 0) return false;
		await recordEvent(tx, { name: 'allies.claim-withdrawn', actorId: person.id, details: { claimId } });
		return true;
	});
}

/**
 * Answers one claim, for ever: facilitators and administrators do, and who keeps the page, never for themselves. The claims
 * of others for the same page stay open. Two who answer at once: the second is told what the first decided.
 */
export async function decideClaim(
	db: Database,
	actor: Person,
	claimId: string,
	{ outcome, reason }: DecisionInput
): Promise<DecisionResult> {
	return db.transaction(async (tx) => {
		const [claim] = await tx.select().from(allyClaims).where(eq(allyClaims.id, claimId)).for('update');
		if (!claim) return { ok: false, reason: 'unknown' };
		if (!(await mayDecide(tx, actor, claim.profileId))) return { ok: false, reason: 'forbidden' };
		if (claim.personId === actor.id) return { ok: false, reason: 'own' };
		if (claim.outcome !== null) return { ok: false, reason: 'decided-already' };

		await tx
			.update(allyClaims)
			.set({ outcome, reason, decidedAt: sql`now()`, decidedBy: actor.id })
			.where(eq(allyClaims.id, claimId));
		const { profileId, personId } = claim;
		if (outcome === 'accepted')
			await tx
				.insert(allyKeepers)
				.values({ profileId, personId, admittedBy: actor.id })
				.onConflictDoNothing();
		await recordEvent(tx, { name: 'allies.claim-decided', actorId: actor.id, details: { claimId } });
		return { ok: true };
	});
}

/** Whether somebody answers those who ask to keep a page. */
export async function mayDecide(db: Database, actor: Person, profileId: string): Promise<boolean> {
	return actor.isFacilitator || actor.isAdministrator || isKeeper(db, actor, profileId);
}

/** Whether somebody keeps a page. */
export async function isKeeper(db: Database, { id }: Person, profileId: string): Promise<boolean> {
	const [keeper] = await db
		.select({ since: allyKeepers.since })
		.from(allyKeepers)
		.where(and(eq(allyKeepers.profileId, profileId), eq(allyKeepers.personId, id)));
	return keeper !== undefined;
}
