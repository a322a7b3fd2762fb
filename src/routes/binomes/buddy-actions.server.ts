import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { NewcomerInput, VeteranInput } from '#modules/buddies/buddies.input.ts';
import {
	askAsNewcomer,
	offerAsVeteran,
	withdrawOffer,
	type OfferResult,
	type PlaceSlug
} from '#modules/buddies/offering.server.ts';
import { pairNow } from '#modules/buddies/pairing.server.ts';
import { buddiesToRead } from '#modules/buddies/reading.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

type Event = RequestEvent<{ slug?: string }>;

/** What the page of buddies shows, of the alliance or of the group of its address. */
export async function buddiesAt(event: Event) {
	const read = await buddiesToRead(db, requirePerson(event), slugOf(event));
	if (!read) error(404, m.error_not_found());
	const { searchParams } = event.url;
	const asked = searchParams.get('je');
	const paired = searchParams.get('proposes');
	return {
		read,
		asked: asked === 'veteran' || asked === 'newcomer' ? asked : null,
		paired: paired !== null && /^\d{1,4}$/.test(paired) && read.mayPair ? Number(paired) : null
	};
}

/** What one does on the page of buddies, of the alliance or of a group. */
export const buddyActions = {
	offer: async (event: Event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, VeteranInput);
		if (!form.ok) return reject(422, form);
		return answer(event, await offerAsVeteran(db, person, slugOf(event), form.value), form.values);
	},
	ask: async (event: Event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, NewcomerInput);
		if (!form.ok) return reject(422, form);
		return answer(event, await askAsNewcomer(db, person, slugOf(event), form.value), form.values);
	},
	withdraw: async (event: Event) =>
		answer(event, await withdrawOffer(db, requirePerson(event), slugOf(event)), {}),
	pair: async (event: Event) => {
		const result = await pairNow(db, requirePerson(event), slugOf(event));
		if (result.ok) redirect(303, `${pageOf(event)}?proposes=${result.pairs}`);
		if (result.reason === 'closed')
			return reject(409, { values: {}, errors: { form: m.communities_closed() } });
		error(result.reason === 'forbidden' ? 403 : 404, m.error_not_found());
	}
};

function answer(event: Event, result: OfferResult, values: Record<string, string>) {
	if (result.ok) redirect(303, pageOf(event));
	if (result.reason === 'not-found') error(404, m.error_not_found());
	const form = result.reason === 'closed' ? m.communities_closed() : m.buddies_refusal_ally();
	return reject(409, { values, errors: { form } });
}

function slugOf({ params }: Event): PlaceSlug {
	return params.slug ?? null;
}

function pageOf({ params }: Event): string {
	return href(params.slug ? `/communautes/${params.slug}/binomes` : '/binomes');
}
