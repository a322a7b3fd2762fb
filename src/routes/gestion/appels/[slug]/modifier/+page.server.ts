import { error } from '@sveltejs/kit';
import { callToWrite } from '#modules/introductions/call-reading.server.ts';
import { changeCall } from '#modules/introductions/calling.server.ts';
import { CallInput } from '#modules/introductions/calls.input.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requireFacilitator } from '#wiring/person.server.ts';
import { answerToCall } from '../../call-answers.server.ts';

export async function load(event) {
	requireFacilitator(event);
	const written = await callToWrite(db, event.params.slug);
	if (!written) error(404, m.error_not_found());
	return { written };
}

export const actions = {
	default: async (event) => {
		const person = requireFacilitator(event);
		const form = await readForm(event.request, CallInput);
		if (!form.ok) return reject(422, form);
		return answerToCall(await changeCall(db, person, event.params.slug, form.value), form.values);
	}
};
