import { error, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { skillToEdit } from '#modules/skills/managing.server.ts';
import { mergeSkills, mergeToCome } from '#modules/skills/merging.server.ts';
import { mergeRefusal } from '#modules/skills/refusals.ts';
import { MergeInput } from '#modules/skills/skills.input.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requireFacilitator } from '#wiring/person.server.ts';
import { usesOfSkill } from '#wiring/skill-uses.server.ts';

export async function load(event) {
	const person = requireFacilitator(event);
	const { id, slug } = await found(event.params.slug);
	const asked = v.safeParse(MergeInput, { into: event.url.searchParams.get('avec') ?? '' });
	if (!asked.success) return { slug, refusal: m.skills_refusal_into() };
	const coming = await mergeToCome(db, person, id, asked.output.into);
	if (!coming.ok) return { slug, refusal: mergeRefusal(coming) };
	return { slug, coming, uses: await usesOfSkill(db, id) };
}

export const actions = {
	default: async (event) => {
		const person = requireFacilitator(event);
		const { id } = await found(event.params.slug);
		const form = await readForm(event.request, MergeInput);
		if (!form.ok) return reject(422, { ...form, errors: { form: m.skills_refusal_into() } });
		const merged = await mergeSkills(db, person, id, form.value.into);
		if (!merged.ok) return reject(409, { values: form.values, errors: { form: mergeRefusal(merged) } });
		redirect(303, href(`/competences/${merged.slug}`));
	}
};

async function found(slug: string) {
	const skill = await skillToEdit(db, slug);
	if (!skill) error(404, m.error_not_found());
	return skill;
}
