import { error, redirect } from '@sveltejs/kit';
import { callToManage } from '#modules/introductions/call-managing.server.ts';
import { decisionRefusal } from '#modules/introductions/call-words.ts';
import { DecisionInput, ScoreInput } from '#modules/introductions/calls.input.ts';
import { decideCall, scoreApplication } from '#modules/introductions/deciding.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requireFacilitator } from '#wiring/person.server.ts';

export async function load(event) {
	const managed = await callToManage(db, requireFacilitator(event), event.params.slug);
	if (!managed) error(404, m.error_not_found());
	return managed;
}

export const actions = {
	score: async (event) => {
		const person = requireFacilitator(event);
		const form = await readForm(event.request, ScoreInput);
		if (!form.ok) return reject(422, form);
		const scoring = await scoreApplication(db, person, event.params.slug, form.value);
		if (scoring.ok) redirect(303, href(`/gestion/appels/${event.params.slug}`));
		return reject(409, { values: {}, errors: { form: decisionRefusal(scoring.reason) } });
	},
	decide: async (event) => {
		const person = requireFacilitator(event);
		const form = await readForm(event.request, DecisionInput);
		if (!form.ok) return reject(422, form);
		const deciding = await decideCall(db, person, event.params.slug, form.value);
		if (deciding.ok) redirect(303, href(`/appels/${event.params.slug}`));
		return reject(409, { values: form.values, errors: { form: decisionRefusal(deciding.reason) } });
	}
};
