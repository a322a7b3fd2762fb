import { redirect } from '@sveltejs/kit';
import { hideOwnPage, deleteOwnPage, openOwnPage, ownPage } from '#modules/allies/own-page.server.ts';
import { ProfileInput } from '#modules/people/people.input.ts';
import { changeProfile } from '#modules/people/people.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const { id, name, email, locale } = requirePerson(event);
	return { me: { name, email, locale }, page: (await ownPage(db, { id })) ?? null };
}

export const actions = {
	name: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, ProfileInput);
		if (!form.ok) return reject(422, form);

		const change = await changeProfile(db, person, form.value);
		if (!change.ok) return reject(409, { values: form.values, errors: { name: m.people_shared_persona() } });
		redirect(303, href('/moi', form.value.locale));
	},
	openPage: async (event) => {
		const slug = await openOwnPage(db, requirePerson(event));
		redirect(303, href(`/allies/${slug}/modifier`));
	},
	hide: async (event) => {
		await hideOwnPage(db, requirePerson(event));
		redirect(303, href('/moi/profil'));
	},
	deletePage: async (event) => {
		await deleteOwnPage(db, requirePerson(event));
		redirect(303, href('/moi/profil'));
	}
};
