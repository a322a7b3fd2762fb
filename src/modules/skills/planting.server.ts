import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import content from './content/skills.json' with { type: 'json' };
import { skillAliases, skillNeighbours, skills, skillSlugs, skillThemes } from './skills.tables.ts';

/** Plants the skills with which every alliance begins, when it has no themes yet; it edits them afterwards. */
export async function plantSkills(tx: Database): Promise<void> {
	const [planted] = await tx.select({ key: skillThemes.key }).from(skillThemes).limit(1);
	if (planted) return;
	await tx.insert(skillThemes).values(content.themes.map((theme, position) => ({ ...theme, position })));
	const idOf = new Map(content.skills.map(({ slug }) => [slug, uuidv7()]));
	await tx.insert(skills).values(
		content.skills.map(({ slug, theme, nameFr, nameEn, aboutFr, aboutEn }) => ({
			id: idOf.get(slug)!,
			...{ slug, theme, nameFr, nameEn, aboutFr, aboutEn }
		}))
	);
	await tx.insert(skillSlugs).values(content.skills.map(({ slug }) => ({ slug, skillId: idOf.get(slug)! })));
	await tx
		.insert(skillAliases)
		.values(
			content.skills.flatMap(({ slug, aliasesFr, aliasesEn }) => [
				...aliasesFr.map((alias) => ({ skillId: idOf.get(slug)!, language: 'fr' as const, alias })),
				...aliasesEn.map((alias) => ({ skillId: idOf.get(slug)!, language: 'en' as const, alias }))
			])
		);
	await tx.insert(skillNeighbours).values(
		content.skills.flatMap(({ slug, neighbours }) =>
			neighbours.map((neighbour) => ({
				skillId: idOf.get(slug)!,
				neighbourId: idOf.get(neighbour)!
			}))
		)
	);
}
