import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { slugOf } from '#platform/slug.ts';
import type { SkillInput } from './skills.input.ts';
import { skillAliases, skillNames, skills, skillSlugs } from './skills.tables.ts';

const namedFields = ['nameFr', 'nameEn', 'aliasesFr', 'aliasesEn'] as const;

/** A name that is asked for and that another skill has, with the field in which it was written. */
export type TakenName = {
	field: (typeof namedFields)[number];
	name: string;
	by: { name: string; slug: string; isRetired: boolean };
};

/** Which of these names another skill has already. Skills are held: nobody else writes names meanwhile. */
export async function takenNames(tx: Database, input: SkillInput, skillId: string): Promise<TakenName[]> {
	const asked = namedFields.flatMap((field) =>
		[input[field]].flat().flatMap((name) => (name === null ? [] : [{ field, name }]))
	);
	const names = asked.map(({ name }) => name);
	const taken = await tx
		.select({
			asked: sql<string>`asked.name`,
			name: skills.nameFr,
			slug: skills.slug,
			isRetired: sql<boolean>`${skills.retiredAt} is not null`
		})
		.from(sql`unnest(${sql.param(names)}::text[]) as asked (name)`)
		.innerJoin(skillNames, sql`${skillNames.key} = name_key(asked.name)`)
		.innerJoin(skills, eq(skills.id, skillNames.skillId))
		.where(ne(skillNames.skillId, skillId));
	const byName = new Map(taken.map(({ asked, ...by }) => [asked, by]));
	return asked.flatMap(({ field, name }) => {
		const by = byName.get(name);
		return by ? [{ field, name, by }] : [];
	});
}

type Aliases = { language: 'fr' | 'en'; alias: string }[];

/** Gives aliases to a skill, beside those that it has: each once in a language, and none that is its own name. */
export async function giveAliases(tx: Database, skillId: string, aliases: Aliases): Promise<void> {
	if (aliases.length === 0) return;
	await tx.execute(sql`
		insert into ${skillAliases} (skill_id, language, alias)
		select distinct on (asked.language, name_key(asked.alias)) ${skillId}::uuid, asked.language, asked.alias
		from unnest(${sql.param(aliases.map(({ language }) => language))}::text[],
			${sql.param(aliases.map(({ alias }) => alias))}::text[]) as asked (language, alias)
		join ${skills} on ${skills.id} = ${skillId}
		where name_key(asked.alias) not in ('', name_key(${skills.nameFr}), coalesce(name_key(${skills.nameEn}), ''))
		on conflict do nothing`);
}

/** An address for a name that no other skill has or had. */
export async function freeSlug(tx: Database, name: string, skillId: string): Promise<string> {
	const plain = slugOf(name, 60) || 'competence';
	const wanted = Array.from({ length: 100 }, (_, i) => (i === 0 ? plain : `${plain}-${i + 1}`));
	const held = await tx
		.select({ slug: skillSlugs.slug })
		.from(skillSlugs)
		.where(and(inArray(skillSlugs.slug, wanted), ne(skillSlugs.skillId, skillId)));
	const free = wanted.find((slug) => !held.some((other) => other.slug === slug));
	return free ?? `${plain}-${skillId}`;
}
