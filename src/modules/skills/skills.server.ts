import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { validate as isUuid } from 'uuid';
import { oncePerDatabase, type Database } from '#platform/database.server.ts';
import { locale, type Locale } from '#platform/locale.ts';
import { skillAliases, skills, skillSlugs, skillThemes } from './skills.tables.ts';

const inEnglish = sql`${sql.placeholder('language')} = 'en'`;

/** A skill in the language of the query (`language`); what is not translated stays in French. */
export const skillColumns = {
	id: skills.id,
	slug: skills.slug,
	name: sql<string>`case when ${inEnglish} then coalesce(${skills.nameEn}, ${skills.nameFr}) else ${skills.nameFr} end`,
	about: sql<
		string | null
	>`case when ${inEnglish} then coalesce(${skills.aboutEn}, ${skills.aboutFr}) else ${skills.aboutFr} end`,
	theme: skills.theme
};

export const themeName = sql<string>`case when ${inEnglish} then coalesce(${skillThemes.nameEn}, ${skillThemes.nameFr}) else ${skillThemes.nameFr} end`;

/** Those that one can choose: neither merged into another nor retired. */
export const isProposed = and(isNull(skills.mergedInto), isNull(skills.retiredAt))!;

export type Skill = Awaited<ReturnType<typeof allSkills>>[number];
export type SkillTheme = { key: string; name: string; skills: Skill[] };

const proposed = oncePerDatabase((db) =>
	db
		.select(skillColumns)
		.from(skills)
		.innerJoin(skillThemes, eq(skillThemes.key, skills.theme))
		.where(isProposed)
		.orderBy(asc(skillThemes.position), asc(skillThemes.key), asc(skillColumns.name))
		.prepare('skills_proposed')
);

/** Every skill that one can choose, theme after theme and by name. */
export async function allSkills(db: Database, language: Locale = locale()) {
	return proposed(db).execute({ language });
}

const themes = oncePerDatabase((db) =>
	db
		.select({ key: skillThemes.key, name: themeName })
		.from(skillThemes)
		.orderBy(asc(skillThemes.position), asc(skillThemes.key))
		.prepare('skill_themes')
);

/** The themes of skills, in the order in which they are read. */
export async function themesOfSkills(db: Database): Promise<{ key: string; name: string }[]> {
	return themes(db).execute({ language: locale() });
}

/** The skills that one can choose, by theme; a theme without any is left out. */
export async function skillsByTheme(db: Database): Promise<SkillTheme[]> {
	const [known, all] = [await themesOfSkills(db), await allSkills(db)];
	const grouped = known.map((theme) => ({
		...theme,
		skills: all.filter((skill) => skill.theme === theme.key)
	}));
	return grouped.filter((theme) => theme.skills.length > 0);
}

/**
 * The skill that has this id or address, or the one into which it was merged: then its id and slug are not those asked
 * for. One that is retired is found too.
 */
export async function findSkill(db: Database, slugOrId: string) {
	const by = isUuid(slugOrId) ? pagesById : pagesBySlug;
	const [found] = await by(db).execute({ asked: slugOrId.slice(0, 200), language: locale() });
	return found;
}

const asked = alias(skills, 'asked');
const standing = eq(skills.id, sql`coalesce(${asked.mergedInto}, ${asked.id})`);

const pageColumns = {
	...skillColumns,
	themeName,
	retiredAt: skills.retiredAt,
	aliases: sql<string[]>`array(
		select ${skillAliases.alias} from ${skillAliases}
		where ${skillAliases.skillId} = ${skills.id} and ${skillAliases.language} = ${sql.placeholder('language')}
		order by search_key(${skillAliases.alias}))`
};

const pagesById = oncePerDatabase((db) =>
	db
		.select(pageColumns)
		.from(asked)
		.innerJoin(skills, standing)
		.innerJoin(skillThemes, eq(skillThemes.key, skills.theme))
		.where(eq(asked.id, sql.placeholder('asked')))
		.prepare('skill_by_id')
);

const pagesBySlug = oncePerDatabase((db) =>
	db
		.select(pageColumns)
		.from(skillSlugs)
		.innerJoin(skills, eq(skills.id, skillSlugs.skillId))
		.innerJoin(skillThemes, eq(skillThemes.key, skills.theme))
		.where(eq(skillSlugs.slug, sql.placeholder('asked')))
		.prepare('skill_by_slug')
);

const named = oncePerDatabase((db) =>
	db
		.select({ asked: asked.id, ...skillColumns })
		.from(asked)
		.innerJoin(skills, standing)
		.where(sql`${asked.id} = any(${sql.placeholder('ids')}::uuid[])`)
		.prepare('skills_named')
);

/** The skills that have these ids, by the id asked for: one that was merged gives the one into which it was. */
export async function skillsNamed(db: Database, ids: string[]): Promise<Map<string, Skill>> {
	if (ids.length === 0) return new Map();
	const found = await named(db).execute({ ids, language: locale() });
	return new Map(found.map(({ asked, ...skill }) => [asked, skill]));
}
