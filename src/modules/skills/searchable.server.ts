import { and, inArray, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { HappenedEvent } from '#platform/events/events.server.ts';
import { refile, type Searchable } from '#platform/search/searchables.server.ts';
import { m } from '#words/messages.js';
import { isProposed } from './skills.server.ts';
import { skillNames, skills } from './skills.tables.ts';

/** The skills that one can choose, each found by all its names, in both languages. */
export const searchableSkills: Searchable = {
	kind: 'skill',
	label: () => m.skills_title(),
	async entries(db, refs) {
		const found = await db
			.select({
				id: skills.id,
				slug: skills.slug,
				title: skills.nameFr,
				summary: skills.aboutFr,
				aliases: sql<string[]>`array(
					select ${skillNames.name} from ${skillNames}
					where ${skillNames.skillId} = ${skills.id} and ${skillNames.name} <> ${skills.nameFr}
					order by ${skillNames.key})`
			})
			.from(skills)
			.where(and(inArray(skills.id, refs), isProposed));
		return new Map(
			found.map(({ id, slug, ...entry }) => [
				id,
				[{ audience: 'public' as const, url: `/competences/${slug}`, ...entry }]
			])
		);
	},
	async *refs(db) {
		for (const { id } of await db.select({ id: skills.id }).from(skills).where(isProposed)) yield id;
	}
};

type Edited = 'skills.added' | 'skills.changed' | 'skills.retired' | 'skills.brought-back';

/** What is found of a skill is what it says now; one that is retired is found no more. */
export async function refileSkill(tx: Database, { details }: HappenedEvent<Edited>): Promise<void> {
	await refile(tx, searchableSkills, [details.skillId]);
}

/** A skill merged into another is found no more; the other is, by the names of both. */
export async function refileMergedSkills(
	tx: Database,
	{ details: { from, into } }: HappenedEvent<'skills.merged'>
): Promise<void> {
	await refile(tx, searchableSkills, [from, into]);
}
