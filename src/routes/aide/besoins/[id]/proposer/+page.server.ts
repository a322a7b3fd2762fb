import { error, redirect } from '@sveltejs/kit';
import { offerToWrite } from '#modules/introductions/asking.server.ts';
import { OfferInput } from '#modules/introductions/introductions.input.ts';
import { offerHelp } from '#modules/introductions/proposing.server.ts';
import { refusalInWords } from '#modules/introductions/refusals.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { audienceAt } from '#wiring/audience.server.ts';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const offer = await offerToWrite(db, requirePerson(event), await audienceAt(event), event.params.id);
	if (!offer) error(404, m.error_not_found());
	if (offer.isMine) redirect(303, href(`/aide/besoins/${offer.need.id}`));
	return offer;
}

export const actions = {
	default: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, OfferInput);
		if (!form.ok) return reject(422, form);

		const offering = await offerHelp(db, person, event.params.id, form.value);
		if (!offering.ok)
			return reject(409, { values: form.values, errors: { form: refusalInWords(offering.reason) } });
		redirect(303, href(`/aide/mises-en-relation/${offering.id}`));
	}
};
