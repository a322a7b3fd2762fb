import type { Database } from '#platform/database.server.ts';
import { skillsCalled } from '../skills/finding.server.ts';
import { allSkills, type Skill } from '../skills/skills.server.ts';
import { territoriesLike } from '../territories/finding.server.ts';
import { findTerritory } from '../territories/territories.server.ts';
import type { DirectoryFilters } from './directory.input.ts';
import type { Choice } from './directory-where.server.ts';

/** A choice in the directory with its words looked up, and what of it was not found. */
export type LookedUp = { choice: Choice; skills: Skill[]; near: { id: string; label: string } | null };

/** Looks up what an address says: skills by their address or alias, a commune by its code. What is unknown is left out. */
export async function lookUp(db: Database, filters: DirectoryFilters): Promise<LookedUp> {
	const { typed } = filters;
	const [skills, called, around] = await Promise.all([
		allSkills(db),
		typed === '' ? null : skillsCalled(db, [typed, ...typed.split(' ')]),
		territoryAround(db, filters)
	]);
	const idOf = (slug: string) => skills.find((skill) => skill.slug === slug)?.id ?? [];
	const { latitude, longitude } = around ?? {};
	const hasPoint = typeof latitude === 'number' && typeof longitude === 'number';
	const choice: Choice = {
		...filters,
		namedSkills: [...new Set(called?.values())],
		offers: filters.skills.flatMap(idOf),
		needs: filters.needs.flatMap(idOf),
		near: hasPoint ? { latitude, longitude } : null
	};
	return { choice, skills, near: hasPoint ? { id: around!.id, label: around!.label } : null };
}

/** The territory to be near to: by its address or, as one typed it, the likeliest of that name or postal code. */
async function territoryAround(db: Database, { near, around }: DirectoryFilters) {
	if (around === '') return near === null ? undefined : findTerritory(db, near);
	const [likeliest] = await territoriesLike(db, around, {
		kinds: ['commune', 'place', 'departement'],
		limit: 1
	});
	return likeliest && findTerritory(db, likeliest.id);
}
