import { and, eq, inArray, notInArray, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import type { Person } from '../people/people.server.ts';
import type { DecisionInput, ScoreInput } from './calls.input.ts';
import { callApplications, callCriteria, calls, callScores } from './calls.tables.ts';
import { mayFacilitate } from './facilitating.server.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'introductions.call-decided': { callId: string };
	}
}

export type DecisionRefusal =
	| 'forbidden'
	| 'not-found'
	| 'decided'
	| 'still-open'
	| 'unknown-application'
	| 'too-many-chosen'
	| 'own-application';
export type DecisionResult = { ok: true } | { ok: false; reason: DecisionRefusal };

/** Says what a facilitator thinks of an application by each criterion; said again, the latest stands. Never of one's own. */
export async function scoreApplication(
	db: Database,
	person: Person,
	slug: string,
	{ application, scores }: ScoreInput
): Promise<DecisionResult> {
	if (!mayFacilitate(person)) return { ok: false, reason: 'forbidden' };
	return db.transaction(async (tx): Promise<DecisionResult> => {
		const call = await callHeld(tx, slug, 'share');
		if (!call) return { ok: false, reason: 'not-found' };
		if (call.decidedAt) return { ok: false, reason: 'decided' };
		const [found] = await tx
			.select({ id: callApplications.id, appliedBy: callApplications.appliedBy })
			.from(callApplications)
			.where(and(eq(callApplications.id, application), eq(callApplications.callId, call.id)));
		if (!found) return { ok: false, reason: 'unknown-application' };
		if (found.appliedBy === person.id) return { ok: false, reason: 'own-application' };

		const known = await tx
			.select({ number: callCriteria.number })
			.from(callCriteria)
			.where(eq(callCriteria.callId, call.id));
		const isMine = and(eq(callScores.applicationId, application), eq(callScores.personId, person.id));
		await tx.delete(callScores).where(isMine);
		const rows = scores
			.filter(({ criterion }) => known.some(({ number }) => number === criterion))
			.map((score) => ({ ...score, applicationId: application, callId: call.id, personId: person.id }));
		if (rows.length > 0) await tx.insert(callScores).values(rows);
		return { ok: true };
	});
}

/**
 * Decides a call whose last day has passed: who is chosen, each for a reason that everybody reads, as many as were wanted at
 * most. All the others are not chosen, and are told kindly.
 */
export async function decideCall(
	db: Database,
	person: Person,
	slug: string,
	{ chosen, decision }: DecisionInput
): Promise<DecisionResult> {
	if (!mayFacilitate(person)) return { ok: false, reason: 'forbidden' };
	return db.transaction(async (tx): Promise<DecisionResult> => {
		const call = await callHeld(tx, slug, 'update');
		if (!call) return { ok: false, reason: 'not-found' };
		if (call.decidedAt) return { ok: false, reason: 'decided' };
		if (call.isRunning) return { ok: false, reason: 'still-open' };
		if (chosen.length > call.wanted) return { ok: false, reason: 'too-many-chosen' };
		const ids = chosen.map(({ id }) => id);
		const isOfCall = eq(callApplications.callId, call.id);
		if ((await tx.$count(callApplications, and(isOfCall, inArray(callApplications.id, ids)))) < ids.length)
			return { ok: false, reason: 'unknown-application' };

		for (const { id, reason } of chosen)
			await tx.update(callApplications).set({ outcome: 'chosen', reason }).where(eq(callApplications.id, id));
		await tx
			.update(callApplications)
			.set({ outcome: 'not-chosen' })
			.where(and(isOfCall, notInArray(callApplications.id, ids)));
		await tx
			.update(calls)
			.set({ decidedAt: sql`now()`, decidedBy: person.id, decision })
			.where(eq(calls.id, call.id));
		const details = { callId: call.id };
		await recordEvent(tx, { name: 'introductions.call-decided', actorId: person.id, details });
		return { ok: true };
	});
}

async function callHeld(tx: Database, slug: string, how: 'share' | 'update') {
	const [call] = await tx
		.select({
			id: calls.id,
			wanted: calls.wanted,
			decidedAt: calls.decidedAt,
			isRunning: sql<boolean>`${calls.deadline} >= (now() at time zone 'Europe/Paris')::date`
		})
		.from(calls)
		.where(eq(calls.slug, slug))
		.for(how);
	return call;
}
