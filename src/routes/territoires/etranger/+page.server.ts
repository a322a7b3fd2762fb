import { redirect } from '@sveltejs/kit';
import { countriesToChoose, placeAbroad } from '#modules/territories/abroad.server.ts';
import { PlaceInput } from '#modules/territories/composing.input.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	requirePerson(event);
	return { countries: await countriesToChoose(db) };
}

export const actions = {
	default: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, PlaceInput);
		if (!form.ok) return reject(422, form);
		const place = await placeAbroad(db, person, form.value);
		if (!place.ok)
			return reject(422, { values: form.values, errors: { country: m.territories_country_missing() } });
		redirect(303, href(`/territoires/${place.id}`));
	}
};
