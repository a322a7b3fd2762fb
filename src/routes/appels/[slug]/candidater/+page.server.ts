import { error, redirect } from '@sveltejs/kit';
import { applyToCall } from '#modules/introductions/applying.server.ts';
import { applicationToWrite } from '#modules/introductions/call-reading.server.ts';
import { applicationRefusal } from '#modules/introductions/call-words.ts';
import { ApplicationInput } from '#modules/introductions/calls.input.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const written = await applicationToWrite(db, requirePerson(event), event.params.slug);
	if (!written) error(404, m.error_not_found());
	if (!written.call.isOpen) redirect(303, href(`/appels/${written.call.slug}`));
	return written;
}

export const actions = {
	default: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, ApplicationInput);
		if (!form.ok) return reject(422, form);

		const applying = await applyToCall(db, person, event.params.slug, form.value);
		if (applying.ok) redirect(303, href(`/appels/${event.params.slug}`));
		if (applying.reason === 'not-found') error(404, m.error_not_found());
		return reject(409, { values: form.values, errors: { form: applicationRefusal(applying.reason) } });
	}
};
