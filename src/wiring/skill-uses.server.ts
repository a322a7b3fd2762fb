import { alliesWithSkill } from '#modules/allies/skill-following.server.ts';
import { needsForSkill } from '#modules/introductions/skill-following.server.ts';
import type { Database } from '#platform/database.server.ts';
import { m } from '#words/messages.js';

/** What would follow a skill into another, in sentences: each module that holds skills says how much. */
export async function usesOfSkill(db: Database, skillId: string): Promise<string[]> {
	const { offers, needs } = await alliesWithSkill(db, skillId);
	const asked = await needsForSkill(db, skillId);
	return [
		...(offers > 0 ? [m.skills_use_offers({ n: offers })] : []),
		...(needs > 0 ? [m.skills_use_needs({ n: needs })] : []),
		...(asked > 0 ? [m.introductions_use_needs({ n: asked })] : [])
	];
}
