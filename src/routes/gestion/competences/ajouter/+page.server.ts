import { redirect } from '@sveltejs/kit';
import { skillChoices } from '#modules/skills/choosing.server.ts';
import { addSkill } from '#modules/skills/editing.server.ts';
import { editRefusals } from '#modules/skills/refusals.ts';
import { SkillInput } from '#modules/skills/skills.input.ts';
import { themesOfSkills } from '#modules/skills/skills.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { db } from '#wiring/database.server.ts';
import { requireFacilitator } from '#wiring/person.server.ts';

export async function load(event) {
	requireFacilitator(event);
	return { themes: await themesOfSkills(db), choices: await skillChoices(db, []) };
}

export const actions = {
	default: async (event) => {
		const person = requireFacilitator(event);
		const form = await readForm(event.request, SkillInput);
		if (!form.ok) return reject(422, form);
		const added = await addSkill(db, person, form.value);
		if (!added.ok) return reject(409, { values: form.values, errors: editRefusals(added) });
		redirect(303, href(`/competences/${added.slug}`));
	}
};
