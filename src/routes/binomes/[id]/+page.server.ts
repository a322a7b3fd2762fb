import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import {
	agree,
	decline,
	finish,
	sayHowItGoes,
	type AnswerResult
} from '#modules/buddies/answering.server.ts';
import { EndingInput, HowItGoesInput } from '#modules/buddies/buddies.input.ts';
import { pairToRead } from '#modules/buddies/reading.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

type Event = RequestEvent<{ id: string }>;

export async function load(event) {
	const person = requirePerson(event);
	const pair = await pairToRead(db, person, event.params.id);
	if (!pair) error(404, m.error_not_found());
	return { pair, me: person.name };
}

export const actions = {
	agree: async (event) => answer(event, await agree(db, requirePerson(event), await idIn(event)), {}),
	decline: async (event) => answer(event, await decline(db, requirePerson(event), await idIn(event)), {}),
	finish: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, EndingInput);
		if (!form.ok) return reject(422, form);
		return answer(event, await finish(db, person, await idIn(event), form.value.word), form.values);
	},
	goes: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, HowItGoesInput);
		if (!form.ok) return reject(422, form);
		return answer(event, await sayHowItGoes(db, person, await idIn(event), form.value.answer), form.values);
	}
};

/** The pair of the address, when the reader is one of the two. */
async function idIn(event: Event): Promise<string> {
	const pair = await pairToRead(db, requirePerson(event), event.params.id);
	return pair?.id ?? error(404, m.error_not_found());
}

function answer(event: Event, result: AnswerResult, values: Record<string, string>) {
	if (result.ok) redirect(303, href(`/binomes/${event.params.id}`));
	if (result.reason === 'not-found') error(404, m.error_not_found());
	const form = result.reason === 'over' ? m.buddies_refusal_over() : m.buddies_refusal_not_agreed();
	return reject(409, { values, errors: { form } });
}
