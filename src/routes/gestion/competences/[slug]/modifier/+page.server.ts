import { error, redirect } from '@sveltejs/kit';
import { skillChoices } from '#modules/skills/choosing.server.ts';
import { bringSkillBack, changeSkill, retireSkill } from '#modules/skills/editing.server.ts';
import { skillToEdit } from '#modules/skills/managing.server.ts';
import { editRefusals } from '#modules/skills/refusals.ts';
import { SkillInput } from '#modules/skills/skills.input.ts';
import { allSkills, themesOfSkills } from '#modules/skills/skills.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requireFacilitator } from '#wiring/person.server.ts';

export async function load(event) {
	requireFacilitator(event);
	const skill = await found(event.params.slug);
	const others = (await allSkills(db)).filter(({ id }) => id !== skill.id);
	const { chosen, themes } = await skillChoices(db, skill.neighbours);
	return {
		skill,
		written: {
			nameFr: skill.nameFr,
			nameEn: skill.nameEn ?? '',
			aboutFr: skill.aboutFr ?? '',
			aboutEn: skill.aboutEn ?? '',
			theme: skill.theme,
			aliasesFr: skill.aliasesFr.join('\n'),
			aliasesEn: skill.aliasesEn.join('\n'),
			neighbours: skill.neighbours.join(',')
		},
		themes: await themesOfSkills(db),
		choices: {
			chosen,
			themes: themes.map((theme) => ({ ...theme, skills: theme.skills.filter(({ id }) => id !== skill.id) }))
		},
		others: others.map(({ id, name }) => ({ value: id, label: name }))
	};
}

export const actions = {
	change: async (event) => {
		const person = requireFacilitator(event);
		const { id } = await found(event.params.slug);
		const form = await readForm(event.request, SkillInput);
		if (!form.ok) return reject(422, form);
		const changed = await changeSkill(db, person, id, form.value);
		if (!changed.ok) return reject(409, { values: form.values, errors: editRefusals(changed) });
		redirect(303, href(`/competences/${changed.slug}`));
	},
	retire: async (event) => {
		const person = requireFacilitator(event);
		const { id, slug } = await found(event.params.slug);
		await retireSkill(db, person, id);
		redirect(303, href(`/competences/${slug}`));
	},
	bringBack: async (event) => {
		const person = requireFacilitator(event);
		const { id, slug } = await found(event.params.slug);
		await bringSkillBack(db, person, id);
		redirect(303, href(`/competences/${slug}`));
	}
};

async function found(slug: string) {
	const skill = await skillToEdit(db, slug);
	if (!skill) error(404, m.error_not_found());
	return skill;
}
