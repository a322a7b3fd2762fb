import { fail, redirect } from '@sveltejs/kit';
import { SignatureInput } from '#modules/charter/charter.input.ts';
import { signCharter } from '#modules/charter/signing.server.ts';
import { signingChoices } from '#modules/charter/signing-page.server.ts';
import { kindName } from '#modules/people/people.input.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';
import { refusalOf } from './refusals.ts';

export async function load(event) {
	const person = requirePerson(event);
	return { signerName: person.name, choices: await signingChoices(db, person) };
}

export const actions = {
	default: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, SignatureInput);
		if (!form.ok) return reject(422, form);

		const signing = await signCharter(db, person, form.value);
		if (signing.ok) redirect(303, href('/charte/merci'));
		const { values } = form;
		if (signing.reason === 'organisation-unsure') {
			const near = signing.near.map(({ id, name, kind, place }) => ({
				value: id,
				label: name,
				hint: [kindName(kind), place].filter(Boolean).join(' · ')
			}));
			return fail(409, { values, errors: refusalOf(signing, form.value), near });
		}
		return reject(signing.reason === 'kind-missing' ? 422 : 409, {
			values,
			errors: refusalOf(signing, form.value)
		});
	}
};
