import { eq } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { HappenedEvent } from '#platform/events/events.server.ts';
import { findSkill } from '../skills/skills.server.ts';
import { callSkills } from './calls.tables.ts';
import { needSkills } from './needs.tables.ts';

/** How many needs and calls ask for a skill. */
export async function needsForSkill(db: Database, skillId: string): Promise<number> {
	const inNeeds = await db.$count(needSkills, eq(needSkills.skillId, skillId));
	return inNeeds + (await db.$count(callSkills, eq(callSkills.skillId, skillId)));
}

/** A need or a call that asked for a skill that was merged asks for the one that stands now. */
export async function followMergedSkill(
	tx: Database,
	{ details }: HappenedEvent<'skills.merged'>
): Promise<void> {
	const into = await findSkill(tx, details.into);
	if (!into) return;
	await followInCalls(tx, details.from, into.id);
	const gone = await tx.delete(needSkills).where(eq(needSkills.skillId, details.from)).returning();
	if (gone.length === 0) return;
	await tx
		.insert(needSkills)
		.values(gone.map(({ needId }) => ({ needId, skillId: into.id })))
		.onConflictDoNothing();
}

async function followInCalls(tx: Database, from: string, into: string): Promise<void> {
	const gone = await tx.delete(callSkills).where(eq(callSkills.skillId, from)).returning();
	if (gone.length === 0) return;
	await tx
		.insert(callSkills)
		.values(gone.map(({ callId }) => ({ callId, skillId: into })))
		.onConflictDoNothing();
}
