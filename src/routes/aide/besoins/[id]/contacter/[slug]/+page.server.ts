import { error, redirect } from '@sveltejs/kit';
import { requestToWrite } from '#modules/introductions/asking.server.ts';
import { RequestInput } from '#modules/introductions/introductions.input.ts';
import { askIntroduction } from '#modules/introductions/proposing.server.ts';
import { refusalInWords } from '#modules/introductions/refusals.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { audienceAt } from '#wiring/audience.server.ts';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const { id, slug } = event.params;
	const asked = await requestToWrite(db, requirePerson(event), await audienceAt(event), id, slug);
	if (!asked) error(404, m.error_not_found());
	return asked;
}

export const actions = {
	default: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, RequestInput);
		if (!form.ok) return reject(422, form);

		const { id, slug } = event.params;
		const asking = await askIntroduction(db, person, id, slug, form.value);
		if (!asking.ok)
			return reject(409, { values: form.values, errors: { form: refusalInWords(asking.reason) } });
		redirect(303, href(`/aide/mises-en-relation/${asking.id}`));
	}
};
