import { error } from '@sveltejs/kit';
import { CancellationInput } from '#modules/agenda/agenda.input.ts';
import { gatheringToWrite } from '#modules/agenda/gathering-reading.server.ts';
import { cancelGathering } from '#modules/agenda/planning.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';
import { answerToPlan } from '../../plan-answers.server.ts';

export async function load(event) {
	const { slug } = event.params;
	const written = await gatheringToWrite(db, requirePerson(event), slug);
	if (!written) error(404, m.error_not_found());
	return { title: written.title, isInSeries: written.isInSeries, slug };
}

export const actions = {
	default: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, CancellationInput);
		if (!form.ok) return reject(422, form);
		const { slug } = event.params;
		return answerToPlan(await cancelGathering(db, person, slug, form.value), form.values);
	}
};
