import { redirect } from '@sveltejs/kit';
import { preferencesInput } from '#modules/notifications/preferences.input.ts';
import { choosePreferences, preferencesOf } from '#modules/notifications/preferences.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { db } from '#wiring/database.server.ts';
import { catalogue } from '#wiring/notices.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const person = requirePerson(event);
	return {
		preferences: await preferencesOf(db, catalogue, person),
		isSaved: event.url.searchParams.has('enregistre')
	};
}

export const actions = {
	default: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, preferencesInput(catalogue));
		if (!form.ok) return reject(422, form);
		await choosePreferences(db, person, form.value);
		redirect(303, `${href('/moi/notifications/reglages')}?enregistre=1`);
	}
};
