import { fail, redirect } from '@sveltejs/kit';
import { NeedInput } from '#modules/introductions/needs.input.ts';
import { mostOpenNeeds, openNeed } from '#modules/introductions/opening.server.ts';
import { needChoices } from '#modules/introductions/room.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	return needChoices(db, requirePerson(event));
}

export const actions = {
	default: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, NeedInput);
		if (!form.ok) return reject(422, form);

		const opening = await openNeed(db, person, form.value);
		if (opening.ok) redirect(303, href(`/aide/besoins/${opening.id}`));
		const { values } = form;
		if (opening.reason === 'unclear-place') {
			const { choices } = opening;
			const place =
				choices.length > 0 ? m.introductions_refusal_which_place() : m.introductions_refusal_place();
			return fail(422, { values, errors: { place }, choices });
		}
		if (opening.reason === 'unknown-skill')
			return reject(422, { values, errors: { 'skills-words': opening.error } });
		const refusals = {
			'not-kept': { inNameOf: m.introductions_refusal_not_kept() },
			'too-many': { form: m.introductions_refusal_many_needs({ most: mostOpenNeeds }) }
		};
		return reject(409, { values, errors: refusals[opening.reason] });
	}
};
