import { GatheringInput } from '#modules/agenda/agenda.input.ts';
import { planGathering } from '#modules/agenda/planning.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { db } from '#wiring/database.server.ts';
import { requireFacilitator } from '#wiring/person.server.ts';
import { answerToPlan } from '../plan-answers.server.ts';

export function load(event) {
	requireFacilitator(event);
}

export const actions = {
	default: async (event) => {
		const person = requireFacilitator(event);
		const form = await readForm(event.request, GatheringInput);
		if (!form.ok) return reject(422, form);
		return answerToPlan(await planGathering(db, person, form.value), form.values);
	}
};
