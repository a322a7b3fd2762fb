import { asc, sql } from 'drizzle-orm';
import { oncePerDatabase, type Database } from '#platform/database.server.ts';
import { locale } from '#platform/locale.ts';
import { shareSkills } from './editing.server.ts';
import { skillsInWords } from './finding.server.ts';
import { sentenceOfUnknown } from './refusals.ts';
import { isProposed, skillColumns, skillsNamed, themesOfSkills } from './skills.server.ts';
import { skillNames, skills } from './skills.tables.ts';

/** A skill in a form: `words` is what finds it as one types. */
export type SkillChoice = { id: string; name: string; words: string };
/** What `SkillsField` shows: those already chosen first, retired ones too, then the others by theme. */
export type SkillChoices = {
	chosen: SkillChoice[];
	themes: { key: string; name: string; skills: SkillChoice[] }[];
};

/** A name as a search by the beginnings of its words reads it. */
const plainWords = sql`regexp_replace(search_key(${skillNames.name}), '[^[:alnum:]]+', ' ', 'g')`;

const choices = oncePerDatabase((db) =>
	db
		.select({
			id: skills.id,
			name: skillColumns.name,
			theme: skills.theme,
			words: sql<string>`(
				select string_agg(' ' || ${plainWords}, ' ·' order by ${skillNames.key})
				from ${skillNames} where ${skillNames.skillId} = ${skills.id})`
		})
		.from(skills)
		.where(isProposed)
		.orderBy(asc(sql`search_key(${skillColumns.name})`))
		.prepare('skill_choices')
);

/** What a form proposes to someone who has chosen these skills. */
export async function skillChoices(db: Database, chosenIds: string[]): Promise<SkillChoices> {
	const all = await choices(db).execute({ language: locale() });
	const themes = await themesOfSkills(db);
	const named = await skillsNamed(db, chosenIds);
	const chosen = new Map([...named.values()].map(({ id, name }) => [id, { id, name, words: '' }]));
	const rest = all.filter(({ id }) => !chosen.has(id));
	return {
		chosen: [...chosen.values()],
		themes: themes.map((theme) => ({ ...theme, skills: rest.filter((skill) => skill.theme === theme.key) }))
	};
}

export type ChosenSkills = { ok: true; ids: string[] } | { ok: false; error: string };

/**
 * The skills that somebody chose in a form: boxes, and words beside them. Merged ones give those into which they were,
 * unknown ids are left out, unknown words are refused with the nearest skills. Inside the transaction that keeps them:
 * until it ends no skill is merged or retired.
 */
export async function chosenSkills(tx: Database, ids: string[], words: string | null): Promise<ChosenSkills> {
	await shareSkills(tx);
	const written = await skillsInWords(tx, words ?? '');
	if (written.unknown.length > 0) return { ok: false, error: sentenceOfUnknown(written.unknown) };
	const ticked = [...(await skillsNamed(tx, ids)).values()].map(({ id }) => id);
	return { ok: true, ids: [...new Set([...ticked, ...written.ids])] };
}
