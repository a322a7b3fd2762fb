import { error, redirect } from '@sveltejs/kit';
import { takeawayFor, tellTakeaway, withdrawTakeaway } from '#modules/agenda/takeaways.server.ts';
import { TakeawayInput } from '#modules/agenda/traces.input.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const { slug } = event.params;
	const takeaway = await takeawayFor(db, requirePerson(event), slug);
	if (!takeaway) error(404, m.error_not_found());
	return { takeaway, slug };
}

export const actions = {
	tell: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, TakeawayInput);
		if (!form.ok) return reject(422, form);
		return answer(await tellTakeaway(db, person, event.params.slug, form.value), event.params.slug);
	},
	withdraw: async (event) => {
		const person = requirePerson(event);
		return answer(await withdrawTakeaway(db, person, event.params.slug), event.params.slug);
	}
};

function answer(isDone: boolean, slug: string): never {
	if (!isDone) error(404, m.error_not_found());
	redirect(303, `${href(`/agenda/${slug}`)}#retenu`);
}
