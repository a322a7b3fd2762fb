import { error, redirect } from '@sveltejs/kit';
import { proposeIntroduction } from '#modules/introductions/facilitating.server.ts';
import { ProposalInput } from '#modules/introductions/introductions.input.ts';
import { needToFollow } from '#modules/introductions/managing.server.ts';
import { refusalInWords } from '#modules/introductions/refusals.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requireFacilitator } from '#wiring/person.server.ts';

export async function load(event) {
	const followed = await needToFollow(db, requireFacilitator(event), event.params.id);
	if (!followed) error(404, m.error_not_found());
	return followed;
}

export const actions = {
	default: async (event) => {
		const person = requireFacilitator(event);
		const form = await readForm(event.request, ProposalInput);
		if (!form.ok) return reject(422, form);

		const proposal = await proposeIntroduction(db, person, event.params.id, form.value);
		if (!proposal.ok)
			return reject(409, { values: form.values, errors: { helper: refusalInWords(proposal.reason) } });
		redirect(303, href(`/gestion/mises-en-relation/besoins/${event.params.id}`));
	}
};
