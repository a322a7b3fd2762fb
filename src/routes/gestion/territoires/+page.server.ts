import { redirect } from '@sveltejs/kit';
import { CompositeInput } from '#modules/territories/composing.input.ts';
import { composeTerritory } from '#modules/territories/composing.server.ts';
import { compositesToManage } from '#modules/territories/reading.server.ts';
import { composingRefusals } from '#modules/territories/refusals.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { db } from '#wiring/database.server.ts';
import { requireFacilitator } from '#wiring/person.server.ts';

export async function load(event) {
	requireFacilitator(event);
	return { composites: await compositesToManage(db) };
}

export const actions = {
	default: async (event) => {
		const person = requireFacilitator(event);
		const form = await readForm(event.request, CompositeInput);
		if (!form.ok) return reject(422, form);
		const composed = await composeTerritory(db, person, form.value);
		if (!composed.ok) return reject(409, { values: form.values, errors: composingRefusals(composed.reason) });
		redirect(303, href(`/gestion/territoires/${composed.id}`));
	}
};
