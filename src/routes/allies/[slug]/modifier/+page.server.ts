import { error, fail, redirect } from '@sveltejs/kit';
import { ProfileInput } from '#modules/allies/profile.input.ts';
import { profileToEdit, saveProfile } from '#modules/allies/profile-to-edit.server.ts';
import { saveErrors } from '#modules/allies/profile-words.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const person = requirePerson(event);
	const edited = await profileToEdit(db, person, event.params.slug);
	if (!edited) error(404, m.error_not_found());
	if ('movedTo' in edited) redirect(308, href(`/allies/${edited.movedTo}/modifier`));
	return edited;
}

export const actions = {
	default: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, ProfileInput);
		if (!form.ok) return reject(422, form);
		const sent = { form: form.value, typed: form.values };
		const saved = await saveProfile(db, person, event.params.slug, sent);
		if (saved.ok) redirect(303, href(`/allies/${saved.slug}`));
		if (saved.reason === 'forbidden') error(403, m.allies_not_yours());
		if (saved.reason === 'unknown') error(404, m.error_not_found());
		const values = saved.reason === 'changed-meanwhile' ? saved.values : form.values;
		const choices = saved.reason === 'unclear-place' ? { [saved.field]: saved.choices } : {};
		return fail(409, { values, errors: saveErrors(saved, values), choices });
	}
};
