import * as v from 'valibot';
import { cleanLine, optionalLine, optionalText, requiredLine } from '#platform/fields.ts';
import { m } from '#words/messages.js';

export const longestName = 80;
export const longestAbout = 400;
const mostAliases = 30;
const mostNeighbours = 30;

const letters = /[\p{L}\p{N}]/u;
const hasLetters = (text: string | null) => text === null || letters.test(text);
const unreadable = () => m.skills_refusal_no_letters();

const name = v.pipe(
	requiredLine(longestName, () => m.skills_refusal_name()),
	v.regex(letters, unreadable)
);

/** One alias a line, or separated by commas. */
const aliases = v.pipe(
	v.optional(v.string(), ''),
	v.transform((text) => [
		...new Set(
			text
				.split(/[\n,;]/)
				.map(cleanLine)
				.filter(Boolean)
		)
	]),
	v.maxLength(mostAliases, () => m.skills_refusal_many_aliases({ most: mostAliases })),
	v.everyItem(hasLetters, unreadable),
	v.everyItem(
		(alias) => alias.length <= longestName,
		() => m.form_too_long({ longest: longestName })
	)
);

const id = v.pipe(v.string(), v.uuid());

/** Ids of skills as boxes that were ticked send them; what is no id is left out. */
export const skillIds = v.pipe(
	v.optional(v.string(), ''),
	v.transform((text) => [...new Set(text.split(','))].filter((value) => v.is(id, value)))
);

/** A skill as facilitators write it. */
export const SkillInput = v.object({
	nameFr: name,
	nameEn: v.pipe(optionalLine(longestName), v.check(hasLetters, unreadable)),
	aboutFr: optionalText(longestAbout),
	aboutEn: optionalText(longestAbout),
	theme: v.optional(v.string(), ''),
	aliasesFr: aliases,
	aliasesEn: aliases,
	neighbours: v.pipe(
		skillIds,
		v.maxLength(mostNeighbours, () => m.skills_refusal_many_neighbours({ most: mostNeighbours }))
	)
});
export type SkillInput = v.InferOutput<typeof SkillInput>;

/** Which skill one goes into. */
export const MergeInput = v.object({
	into: v.pipe(
		v.optional(v.string(), ''),
		v.uuid(() => m.skills_refusal_into())
	)
});

/** The name of a theme in both languages. */
export const ThemeInput = v.object({
	nameFr: name,
	nameEn: v.pipe(optionalLine(longestName), v.check(hasLetters, unreadable))
});
export type ThemeInput = v.InferOutput<typeof ThemeInput>;
