import { error, redirect } from '@sveltejs/kit';
import { SubjectInput } from '#modules/agenda/open-hour.input.ts';
import {
	bringSubject,
	openHourFor,
	takeBackSubject,
	type BringingResult
} from '#modules/agenda/open-hour.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { audienceAt } from '#wiring/audience.server.ts';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const openHour = await openHourFor(db, await readAs(event));
	if (!openHour) error(404, m.error_not_found());
	return { openHour, slug: event.params.slug };
}

export const actions = {
	bring: async (event) => {
		const read = await readAs(event);
		const form = await readForm(event.request, SubjectInput);
		if (!form.ok) return reject(422, form);
		return answer(await bringSubject(db, read, form.value), read.slug, form.values);
	},
	'take-back': async (event) => {
		const read = await readAs(event);
		return answer(await takeBackSubject(db, read), read.slug, {});
	}
};

async function readAs(event: Parameters<typeof requirePerson>[0] & { params: { slug: string } }) {
	return { person: requirePerson(event), reader: await audienceAt(event), slug: event.params.slug };
}

function answer(result: BringingResult, slug: string, values: Record<string, string>) {
	if (result.ok) redirect(303, `${href(`/agenda/${slug}`)}#sujets`);
	if (result.reason === 'not-found') error(404, m.error_not_found());
	return reject(409, { values, errors: { form: m.agenda_refusal_begun() } });
}
