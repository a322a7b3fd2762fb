import { callToWrite } from '#modules/introductions/call-reading.server.ts';
import { openCall } from '#modules/introductions/calling.server.ts';
import { CallInput } from '#modules/introductions/calls.input.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { db } from '#wiring/database.server.ts';
import { requireFacilitator } from '#wiring/person.server.ts';
import { answerToCall } from '../call-answers.server.ts';

export async function load(event) {
	requireFacilitator(event);
	return { written: (await callToWrite(db))! };
}

export const actions = {
	default: async (event) => {
		const person = requireFacilitator(event);
		const form = await readForm(event.request, CallInput);
		if (!form.ok) return reject(422, form);
		return answerToCall(await openCall(db, person, form.value), form.values);
	}
};
