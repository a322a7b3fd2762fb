import { error, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { RemovalInput } from '#modules/charter/charter.input.ts';
import { findRegisterEntry } from '#modules/charter/register.server.ts';
import { removeSignature } from '#modules/charter/withdrawing.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requireAdministrator } from '#wiring/person.server.ts';

const Id = v.pipe(v.string(), v.uuid());

export async function load(event) {
	requireAdministrator(event);
	const entry = v.is(Id, event.params.id) ? await findRegisterEntry(db, event.params.id) : undefined;
	if (!entry) error(404, m.charter_refusal_signature_unknown());
	return { entry };
}

export const actions = {
	default: async (event) => {
		const administrator = requireAdministrator(event);
		const form = await readForm(event.request, RemovalInput);
		if (!form.ok) return reject(422, form);
		if (!v.is(Id, event.params.id)) error(404, m.charter_refusal_signature_unknown());
		const removal = await removeSignature(db, administrator, event.params.id, form.value);
		if (!removal.ok && removal.reason === 'forbidden') error(403, m.error_only_administrators());
		if (!removal.ok) error(404, m.charter_refusal_signature_unknown());
		redirect(303, href('/charte/registre'));
	}
};
