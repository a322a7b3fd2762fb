import { redirect } from '@sveltejs/kit';
import { erasePerson, heldAbout, type ErasureResult } from '#modules/people/erasure.server.ts';
import { EraseInput } from '#modules/people/people.input.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { holders } from '#wiring/erasers.server.ts';
import { requirePerson } from '#wiring/person.server.ts';
import { signOut } from '#wiring/sign-in.server.ts';

type Refusal = Extract<ErasureResult, { ok: false }>['reason'];

const refusals: Record<Refusal, () => string> = {
	'last-administrator': () => m.me_erase_last_administrator(),
	'shared-persona': () => m.people_shared_persona()
};

export async function load(event) {
	const person = requirePerson(event);
	return {
		held: await heldAbout(db, person, holders),
		stays: holders.flatMap((holder) => holder.stays?.() ?? [])
	};
}

export const actions = {
	default: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, EraseInput);
		if (!form.ok) return reject(422, form);

		const erasure = await erasePerson(db, person, holders);
		if (!erasure.ok)
			return reject(409, { values: form.values, errors: { form: refusals[erasure.reason]() } });
		await signOut(event);
		redirect(303, href('/au-revoir'));
	}
};
