import { asc, eq, isNull, sql } from 'drizzle-orm';
import { oncePerDatabase, type Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import { locale } from '#platform/locale.ts';
import type { Person } from '../people/people.server.ts';
import { maySkillsBeEditedBy } from './editing.server.ts';
import type { ThemeInput } from './skills.input.ts';
import { skillColumns, themesOfSkills } from './skills.server.ts';
import { skillAliases, skillNeighbours, skills, skillSlugs, skillThemes } from './skills.tables.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'skills.theme-renamed': { theme: string };
	}
}

const managed = oncePerDatabase((db) =>
	db
		.select({
			...skillColumns,
			isRetired: sql<boolean>`${skills.retiredAt} is not null`,
			aliases: aliasesIn(sql`${sql.placeholder('language')}`)
		})
		.from(skills)
		.innerJoin(skillThemes, eq(skillThemes.key, skills.theme))
		.where(isNull(skills.mergedInto))
		.orderBy(asc(sql`search_key(${skillColumns.name})`))
		.prepare('skills_managed')
);

/** Every skill that stands, retired ones too, under its theme: what facilitators keep. */
export async function skillsToManage(db: Database) {
	const [themes, all] = [await themesOfSkills(db), await managed(db).execute({ language: locale() })];
	return themes.map((theme) => ({ ...theme, skills: all.filter((skill) => skill.theme === theme.key) }));
}

/** A skill as its editors write it, in both languages, or nothing; by any address that it has or had. */
export async function skillToEdit(db: Database, slug: string) {
	const [found] = await db
		.select({
			id: skills.id,
			slug: skills.slug,
			nameFr: skills.nameFr,
			nameEn: skills.nameEn,
			aboutFr: skills.aboutFr,
			aboutEn: skills.aboutEn,
			theme: skills.theme,
			isRetired: sql<boolean>`${skills.retiredAt} is not null`,
			aliasesFr: aliasesIn(sql`'fr'`),
			aliasesEn: aliasesIn(sql`'en'`),
			neighbours: sql<string[]>`array(
				select ${skillNeighbours.neighbourId} from ${skillNeighbours} where ${skillNeighbours.skillId} = ${skills.id})`
		})
		.from(skillSlugs)
		.innerJoin(skills, eq(skills.id, skillSlugs.skillId))
		.where(eq(skillSlugs.slug, slug));
	return found;
}

/** A theme with its names in both languages, or nothing. */
export async function findTheme(db: Database, key: string) {
	const [found] = await db
		.select({ key: skillThemes.key, nameFr: skillThemes.nameFr, nameEn: skillThemes.nameEn })
		.from(skillThemes)
		.where(eq(skillThemes.key, key));
	return found;
}

/** Gives another name to a theme; says whether that was possible. */
export async function renameTheme(
	db: Database,
	actor: Person,
	key: string,
	input: ThemeInput
): Promise<boolean> {
	if (!maySkillsBeEditedBy(actor)) return false;
	return db.transaction(async (tx) => {
		const renamed = await tx
			.update(skillThemes)
			.set(input)
			.where(eq(skillThemes.key, key))
			.returning({ key: skillThemes.key });
		if (renamed.length === 0) return false;
		await recordEvent(tx, { name: 'skills.theme-renamed', actorId: actor.id, details: { theme: key } });
		return true;
	});
}

function aliasesIn(language: ReturnType<typeof sql>) {
	return sql<string[]>`array(
		select ${skillAliases.alias} from ${skillAliases}
		where ${skillAliases.skillId} = ${skills.id} and ${skillAliases.language} = ${language}
		order by search_key(${skillAliases.alias}))`;
}
