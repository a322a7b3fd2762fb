import { and, eq, notInArray, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { chosenSkills } from '../skills/choosing.server.ts';
import { skillsNamed } from '../skills/skills.server.ts';
import { allySkills } from './allies.tables.ts';
import type { ChangeResult } from './changing.server.ts';
import type { OfferedSkill } from './profile.input.ts';

type Refused = Extract<ChangeResult, { reason: 'unknown-skill' }>;

/**
 * Writes one side of what a page offers and needs: boxes with their notes, and skills written in words. Since when an ally
 * has a skill stays when only its note changes. Gives a refusal when a skill does not exist.
 */
export async function writeSkills(
	tx: Database,
	profileId: string,
	side: 'offer' | 'need',
	ticked: OfferedSkill[] | undefined,
	words: string | null = null
): Promise<Refused | null> {
	if (!ticked) return null;
	const ids = ticked.map(({ skillId }) => skillId);
	const chosen = await chosenSkills(tx, ids, words);
	const refused = { ok: false, reason: 'unknown-skill', side: `${side}s` } as const;
	if (!chosen.ok) return { ...refused, sentence: chosen.error };
	const known = await skillsNamed(tx, ids);
	if (ids.some((id) => !known.has(id))) return { ...refused, sentence: null };

	// A skill that was merged into another may come under both names.
	const notes = new Map(ticked.map(({ skillId, note }) => [known.get(skillId)!.id, note]));
	const onThisSide = and(eq(allySkills.profileId, profileId), eq(allySkills.side, side));
	await tx.delete(allySkills).where(and(onThisSide, notInArray(allySkills.skillId, chosen.ids)));
	const rows = chosen.ids.map((skillId) => ({ profileId, side, skillId, note: notes.get(skillId) ?? null }));
	if (rows.length > 0)
		await tx
			.insert(allySkills)
			.values(rows)
			.onConflictDoUpdate({
				target: [allySkills.profileId, allySkills.side, allySkills.skillId],
				set: { note: sql`excluded.note` }
			});
	return null;
}
