import { error, type RequestEvent } from '@sveltejs/kit';
import { GatheringInput } from '#modules/agenda/agenda.input.ts';
import { planGathering } from '#modules/agenda/planning.server.ts';
import { groupToMeet } from '#modules/agenda/sessions.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requireFacilitator, requirePerson } from '#wiring/person.server.ts';
import { answerToPlan } from '../plan-answers.server.ts';

export async function load(event) {
	return { group: await groupAsked(event) };
}

export const actions = {
	default: async (event) => {
		const group = await groupAsked(event);
		const form = await readForm(event.request, GatheringInput);
		if (!form.ok) return reject(422, form);
		const input = { ...form.value, group: group?.slug ?? null };
		return answerToPlan(await planGathering(db, requirePerson(event), input), form.values);
	}
};

/** The group whose session is planned (`?groupe=`), for who may plan it; without one, facilitators alone plan. */
async function groupAsked(event: RequestEvent) {
	const slug = event.url.searchParams.get('groupe');
	if (!slug) return requireFacilitator(event) && null;
	const group = await groupToMeet(db, requirePerson(event, { keeps: 'groupe' }), slug);
	return group ?? error(403, m.communities_only_keepers());
}
