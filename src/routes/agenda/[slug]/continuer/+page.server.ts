import { error, redirect } from '@sveltejs/kit';
import { goingOnFor } from '#modules/agenda/wishes-reading.server.ts';
import { WishChoice, WishInput } from '#modules/agenda/wishes.input.ts';
import {
	acceptWish,
	agreeToBeNamed,
	leaveNamed,
	makeWish,
	takeBackWish
} from '#modules/agenda/wishes.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const { slug } = event.params;
	const read = await goingOnFor(db, requirePerson(event), slug);
	if (!read) error(404, m.error_not_found());
	return { ...read, slug };
}

export const actions = {
	name: async (event) => answer(await agreeToBeNamed(db, requirePerson(event), event.params.slug), event),
	leave: async (event) => answer(await leaveNamed(db, requirePerson(event), event.params.slug), event),
	wish: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, WishInput);
		if (!form.ok) return reject(422, form);
		const made = await makeWish(db, person, event.params.slug, form.value);
		if (!made.ok && made.reason === 'nobody')
			return reject(409, { values: form.values, errors: { with: m.agenda_wish_refusal_nobody() } });
		return answer(made.ok, event);
	},
	accept: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, WishChoice);
		if (!form.ok) return reject(422, form);
		const accepted = await acceptWish(db, person, event.params.slug, form.value.wish);
		if (!accepted.ok && accepted.reason === 'nobody')
			return reject(409, { values: {}, errors: { form: m.agenda_wish_refusal_gone() } });
		return answer(accepted.ok, event);
	},
	'take-back': async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, WishChoice);
		if (!form.ok) return reject(422, form);
		return answer(await takeBackWish(db, person, event.params.slug, form.value.wish), event);
	}
};

function answer(isDone: boolean, { params }: { params: { slug: string } }): never {
	if (!isDone) error(404, m.error_not_found());
	redirect(303, href(`/agenda/${params.slug}/continuer`));
}
