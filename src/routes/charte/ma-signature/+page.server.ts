import { error, redirect } from '@sveltejs/kit';
import { ChangeInput, WithdrawalInput } from '#modules/charter/charter.input.ts';
import { changeSignature, signaturesOf } from '#modules/charter/my-signatures.server.ts';
import { charterInForce } from '#modules/charter/versions.server.ts';
import { withdrawSignature } from '#modules/charter/withdrawing.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const person = requirePerson(event);
	const current = await charterInForce(db);
	return {
		current: current && {
			number: current.number,
			renewUntil: current.renewUntil,
			isOpen: current.isRenewalOpen
		},
		signatures: await signaturesOf(db, person),
		done: event.url.searchParams.get('fait')
	};
}

export const actions = {
	change: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, ChangeInput);
		if (!form.ok) return reject(422, form);
		const changed = await changeSignature(db, person, form.value);
		if (!changed.ok) error(404, m.charter_refusal_signature_unknown());
		redirect(303, `${href('/charte/ma-signature')}?fait=modifiee`);
	},
	withdraw: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, WithdrawalInput);
		if (!form.ok) return reject(422, form);
		const withdrawn = await withdrawSignature(db, person, form.value.signatureId);
		if (!withdrawn.ok) error(404, m.charter_refusal_signature_unknown());
		redirect(303, `${href('/charte/ma-signature')}?fait=retiree`);
	}
};
