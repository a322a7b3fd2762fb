import { eq } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { m } from '#words/messages.js';
import type { Person } from '../people/people.server.ts';
import type { HeldData } from '../people/personal-data.ts';
import { callApplications, calls, callScores } from './calls.tables.ts';

/** The calls to which a person applied, with what was answered. */
export async function applicationsHeld(db: Database, { id }: Person): Promise<HeldData> {
	const rows = await db
		.select({
			call: calls.title,
			sentence: callApplications.sentence,
			appliedAt: callApplications.appliedAt,
			reason: callApplications.reason
		})
		.from(callApplications)
		.innerJoin(calls, eq(calls.id, callApplications.callId))
		.where(eq(callApplications.appliedBy, id))
		.orderBy(callApplications.id);
	const labels = {
		call: m.calls_data_call(),
		sentence: m.introductions_data_sentence(),
		appliedAt: m.calls_data_applied(),
		reason: m.calls_data_reason()
	};
	return { key: 'introductions.applications', title: m.calls_data_applications(), labels, rows };
}

/** Erases what a person applied for in their own name, and what they thought of others; calls stay without who opened them. */
export async function forgetCalls(tx: Database, id: string): Promise<void> {
	await tx.delete(callApplications).where(eq(callApplications.personId, id));
	await tx.update(callApplications).set({ appliedBy: null }).where(eq(callApplications.appliedBy, id));
	await tx.delete(callScores).where(eq(callScores.personId, id));
	await tx.update(calls).set({ openedBy: null }).where(eq(calls.openedBy, id));
	await tx.update(calls).set({ decidedBy: null }).where(eq(calls.decidedBy, id));
}
