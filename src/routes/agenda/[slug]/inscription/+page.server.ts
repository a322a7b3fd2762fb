import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { leaveGathering } from '#modules/agenda/leaving.server.ts';
import { registerPeople } from '#modules/agenda/registering.server.ts';
import { registrationInput } from '#modules/agenda/registration.input.ts';
import { registrationToWrite } from '#modules/agenda/registration-reading.server.ts';
import { registrationRefusal } from '#modules/agenda/registration-words.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { audienceAt } from '#wiring/audience.server.ts';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';
import { secret } from '#wiring/sign-in.server.ts';

async function writtenAt(event: Pick<RequestEvent, 'locals' | 'url'> & { params: { slug: string } }) {
	const person = requirePerson(event);
	const reader = await audienceAt(event);
	const written = await registrationToWrite(db, secret, person, reader, event.params.slug);
	if (!written) error(404, m.error_not_found());
	return { person, reader, written };
}

export async function load(event) {
	const { written } = await writtenAt(event);
	return { written };
}

export const actions = {
	register: async (event) => {
		const { person, reader, written } = await writtenAt(event);
		const form = await readForm(event.request, registrationInput(written.isForDelegations));
		if (!form.ok) return reject(422, form);
		const { slug } = event.params;
		const registering = await registerPeople(db, person, reader, slug, form.value);
		if (registering.ok) redirect(303, href(`/agenda/${slug}`));
		if (registering.reason === 'not-found') error(404, m.error_not_found());
		return reject(409, { values: form.values, errors: { form: registrationRefusal(registering.reason) } });
	},
	leave: async (event) => {
		const person = requirePerson(event);
		const which = String((await event.request.formData()).get('registration') ?? '');
		const { slug } = event.params;
		if (!(await leaveGathering(db, person, slug, which))) error(404, m.error_not_found());
		redirect(303, href(`/agenda/${slug}`));
	}
};
