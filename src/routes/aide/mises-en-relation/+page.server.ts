import { fail, redirect } from '@sveltejs/kit';
import { AvailabilityInput } from '#modules/introductions/availability.input.ts';
import { availabilitiesOf, sayAvailability } from '#modules/introductions/availability.server.ts';
import { introductionsOf } from '#modules/introductions/reading.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { pageHref, placeIn } from '#platform/paging.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const person = requirePerson(event);
	const { after } = placeIn(event.url.searchParams);
	const page = await introductionsOf(db, person, after);
	return {
		introductions: page.lines,
		isFirstPage: after === undefined,
		nextHref: page.next ? pageHref(event.url, 'apres', page.next) : null,
		availabilities: await availabilitiesOf(db, person)
	};
}

export const actions = {
	availability: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, AvailabilityInput);
		if (!form.ok) return reject(422, form);
		if (!(await sayAvailability(db, person, form.value)))
			return fail(403, { values: form.values, errors: { form: m.introductions_refusal_not_kept() } });
		redirect(303, href('/aide/mises-en-relation'));
	}
};
