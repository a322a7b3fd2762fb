import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import {
	endAffiliation,
	foundAndJoin,
	joinOrganisation,
	organisationsOf
} from '#modules/people/affiliations.server.ts';
import { findOrganisation, organisationsLike } from '#modules/people/organisations.server.ts';
import { FoundInput, IdInput, JoinInput } from '#modules/people/people.input.ts';
import { cleanLine } from '#platform/fields.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const person = requirePerson(event);
	const asked = event.url.searchParams;
	const typed = cleanLine(asked.get('nom') ?? '').slice(0, 160);
	const id = v.safeParse(v.pipe(v.string(), v.uuid()), asked.get('organisation'));
	return {
		organisations: await organisationsOf(db, person),
		typed,
		found: typed ? await organisationsLike(db, typed) : [],
		chosen: id.success ? ((await findOrganisation(db, id.output)) ?? null) : null,
		isNew: typed !== '' && asked.has('nouvelle')
	};
}

export const actions = {
	join: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, JoinInput);
		if (!form.ok) return reject(422, form);
		if (!(await joinOrganisation(db, person, form.value)))
			return reject(409, { values: form.values, errors: { form: m.me_organisation_gone() } });
		redirect(303, href('/moi/organisations'));
	},
	found: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, FoundInput);
		if (!form.ok) return reject(422, form);
		await foundAndJoin(db, person, form.value);
		redirect(303, href('/moi/organisations'));
	},
	leave: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, IdInput);
		if (form.ok) await endAffiliation(db, person, form.value.id);
		redirect(303, href('/moi/organisations'));
	}
};
