import { error, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { decideClaim } from '#modules/allies/claiming.server.ts';
import { DecisionInput } from '#modules/allies/claims.input.ts';
import { claimToDecide } from '#modules/allies/claims-waiting.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

const Id = v.pipe(v.string(), v.uuid());

export async function load(event) {
	const person = requirePerson(event);
	const found = v.is(Id, event.params.id) ? await claimToDecide(db, person, event.params.id) : undefined;
	if (!found) error(404, m.error_not_found());
	return { ...found, isFacilitator: person.isFacilitator || person.isAdministrator };
}

export const actions = {
	default: async (event) => {
		const person = requirePerson(event);
		if (!v.is(Id, event.params.id)) error(404, m.error_not_found());
		const form = await readForm(event.request, DecisionInput);
		if (!form.ok) return reject(422, form);
		const decision = await decideClaim(db, person, event.params.id, form.value);
		if (!decision.ok && decision.reason === 'unknown') error(404, m.error_not_found());
		if (!decision.ok && decision.reason === 'forbidden') error(403, m.claims_only_deciders());
		if (!decision.ok) {
			const isOwn = decision.reason === 'own';
			const words = isOwn ? m.claims_own() : m.claims_decided_already();
			return reject(409, { values: form.values, errors: { form: words } });
		}
		redirect(303, href(`/gestion/revendications/${event.params.id}`));
	}
};
