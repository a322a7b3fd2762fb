import { and, eq, ne, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { oncePerDatabase, type Database } from '#platform/database.server.ts';
import { locale } from '#platform/locale.ts';
import { isProposed, skillColumns, type Skill } from './skills.server.ts';
import { skillNames, skillNeighbours, skills } from './skills.tables.ts';

/** A skill, and the name or alias by which it was found. */
export type SkillFound = Skill & { foundBy: string };

const longest = 100;
const typed = sql`${sql.placeholder('typed')}::text`;
const name = sql`search_key(${skillNames.name})`;
const key = sql`search_key(${typed})`;
const beginsAWord = sql`position(' ' || ${key} in ' ' || ${name}) > 0`;
/** What is typed may hold the name (“some facilitation”), or the name what is typed; each forgives slips. */
const isNear = sql`(${name} % ${key} or ${key} <% ${name} or ${name} <% ${key})`;
const nearness = sql<number>`case
	when ${skillNames.key} = name_key(${typed}) then 4
	when starts_with(${name}, ${key}) then 3
	when ${beginsAWord} then 2
	else greatest(similarity(${name}, ${key}), word_similarity(${key}, ${name}) * 0.9, word_similarity(${name}, ${key}) * 0.9)
end`;

const like = oncePerDatabase((db) => {
	const nearest = db
		.selectDistinctOn([skillNames.skillId], {
			skillId: skillNames.skillId,
			foundBy: skillNames.name,
			nearness: nearness.as('nearness')
		})
		.from(skillNames)
		.where(sql`${beginsAWord} or ${isNear}`)
		.orderBy(skillNames.skillId, sql`nearness desc`, skillNames.key)
		.as('nearest');
	return db
		.select({ ...skillColumns, foundBy: nearest.foundBy })
		.from(nearest)
		.innerJoin(skills, and(eq(skills.id, nearest.skillId), isProposed))
		.orderBy(sql`nearest.nearness desc`, skills.nameFr, skills.id)
		.limit(sql.placeholder('most'))
		.prepare('skills_like');
});

/**
 * The skills whose name or one of whose aliases, in either language, is nearest to what one types: accents, capitals and
 * small slips forgiven, the nearest first.
 */
export async function skillsLike(db: Database, text: string, most = 12): Promise<SkillFound[]> {
	const asked = text.trim().slice(0, longest);
	if (!/[\p{L}\p{N}]/u.test(asked)) return [];
	return like(db).execute({ typed: asked, most, language: locale() });
}

const exactly = oncePerDatabase((db) =>
	db
		.select({ typed: sql<string>`asked.typed`, id: skillNames.skillId })
		.from(sql`unnest(${sql.placeholder('typed')}::text[]) as asked (typed)`)
		.innerJoin(skillNames, sql`${skillNames.key} = name_key(asked.typed)`)
		.innerJoin(skills, and(eq(skills.id, skillNames.skillId), isProposed))
		.prepare('skills_exactly')
);

/** For each of these words that is the name or an alias of a skill, the id of that skill. */
export async function skillsCalled(db: Database, words: string[]): Promise<Map<string, string>> {
	if (words.length === 0) return new Map();
	const found = await exactly(db).execute({ typed: words });
	return new Map(found.map((one) => [one.typed, one.id]));
}

/** Skills written in words, one per line or separated by commas: those that are known, and those that are not. */
export async function skillsInWords(
	db: Database,
	text: string
): Promise<{ ids: string[]; unknown: { word: string; nearest: SkillFound[] }[] }> {
	const words = [...new Set(text.split(/[,;\n]/).map((word) => word.trim().slice(0, longest)))];
	const written = words.filter(Boolean).slice(0, mostWords);
	const called = await skillsCalled(db, written);
	const unknown = [];
	for (const word of written.filter((word) => !called.has(word)).slice(0, mostUnknown))
		unknown.push({ word, nearest: await skillsLike(db, word, 3) });
	return { ids: [...new Set(called.values())], unknown };
}

const mostWords = 100;
/** Each unknown word costs a search: a page that shows ten says enough. */
const mostUnknown = 10;

const of = alias(skills, 'of_skill');
const chosenOf = sql`exists (select from ${skillNeighbours} where ${skillNeighbours.skillId} = ${of.id})`;
const isChosen = sql`exists (
	select from ${skillNeighbours}
	where ${skillNeighbours.skillId} = ${of.id} and ${skillNeighbours.neighbourId} = ${skills.id})`;

const neighbours = oncePerDatabase((db) =>
	db
		.select({ of: of.id, ...skillColumns })
		.from(of)
		.innerJoin(
			skills,
			and(
				ne(skills.id, of.id),
				isProposed,
				sql`case when ${chosenOf} then ${isChosen} else ${skills.theme} = ${of.theme} end`
			)
		)
		.where(sql`${of.id} = any(${sql.placeholder('ids')}::uuid[])`)
		.orderBy(sql`search_key(${skillColumns.name})`)
		.prepare('skill_neighbours')
);

/**
 * The neighbours of each of these skills: what somebody who has one may well have too. They are those that were chosen
 * for it, else those of its theme.
 */
export async function neighboursOf(db: Database, skillIds: string[]): Promise<Map<string, Skill[]>> {
	const found = new Map<string, Skill[]>(skillIds.map((id) => [id, []]));
	if (skillIds.length === 0) return found;
	for (const { of, ...skill } of await neighbours(db).execute({ ids: skillIds, language: locale() }))
		found.get(of)!.push(skill);
	return found;
}
