import { error, redirect } from '@sveltejs/kit';
import { noteOutcome } from '#modules/introductions/facilitating.server.ts';
import { OutcomeInput } from '#modules/introductions/introductions.input.ts';
import { introductionToFollow } from '#modules/introductions/managing.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requireFacilitator } from '#wiring/person.server.ts';

export async function load(event) {
	const introduction = await introductionToFollow(db, requireFacilitator(event), event.params.id);
	if (!introduction) error(404, m.error_not_found());
	return { introduction };
}

export const actions = {
	default: async (event) => {
		const person = requireFacilitator(event);
		const form = await readForm(event.request, OutcomeInput);
		if (!form.ok) return reject(422, form);
		if (!(await noteOutcome(db, person, event.params.id, form.value))) error(404, m.error_not_found());
		redirect(303, `${href('/gestion/mises-en-relation')}?liste=suites`);
	}
};
