import { redirect } from '@sveltejs/kit';
import { ProfileInput } from '#modules/people/people.input.ts';
import { changeProfile } from '#modules/people/people.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export function load(event) {
	const { name, email, locale } = requirePerson(event);
	return { me: { name, email, locale } };
}

export const actions = {
	default: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, ProfileInput);
		if (!form.ok) return reject(422, form);

		const change = await changeProfile(db, person, form.value);
		if (!change.ok) return reject(409, { values: form.values, errors: { name: m.people_shared_persona() } });
		redirect(303, href('/moi', form.value.locale));
	}
};
