import { eq, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { HappenedEvent } from '#platform/events/events.server.ts';
import { findSkill } from '../skills/skills.server.ts';
import { allySkills } from './allies.tables.ts';
import { refreshListings } from './listings.server.ts';

/** How many allies offer a skill, and how many need it. */
export async function alliesWithSkill(
	db: Database,
	skillId: string
): Promise<{ offers: number; needs: number }> {
	const [found] = await db
		.select({
			offers: sql<number>`count(*) filter (where ${allySkills.side} = 'offer')::integer`,
			needs: sql<number>`count(*) filter (where ${allySkills.side} = 'need')::integer`
		})
		.from(allySkills)
		.where(eq(allySkills.skillId, skillId));
	return found!;
}

/**
 * Who had a skill that was merged into another has the other, since the earliest day and with what they said of both.
 * It goes to the skill that stands now: events may come late, or in another order.
 */
export async function followMergedSkill(
	tx: Database,
	{ details }: HappenedEvent<'skills.merged'>
): Promise<void> {
	const into = await findSkill(tx, details.into);
	if (!into) return;
	const gone = await tx.delete(allySkills).where(eq(allySkills.skillId, details.from)).returning();
	if (gone.length === 0) return;
	await tx
		.insert(allySkills)
		.values(gone.map((held) => ({ ...held, skillId: into.id })))
		.onConflictDoUpdate({
			target: [allySkills.profileId, allySkills.side, allySkills.skillId],
			set: {
				note: sql`nullif(concat_ws(E'\n', ${allySkills.note}, excluded.note), '')`,
				since: sql`least(${allySkills.since}, excluded.since)`
			}
		});
	await refreshListings(tx, [...new Set(gone.map(({ profileId }) => profileId))]);
}
