import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { agree, decline, withdraw } from '#modules/introductions/answering.server.ts';
import { AgreementInput, OutcomeInput } from '#modules/introductions/introductions.input.ts';
import { tellOutcome } from '#modules/introductions/outcomes.server.ts';
import { introductionToRead } from '#modules/introductions/reading.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const person = requirePerson(event);
	const introduction = await introductionToRead(db, person, event.params.id);
	if (!introduction) error(404, m.error_not_found());
	return { introduction, email: person.email };
}

type Event = Pick<RequestEvent, 'params'>;

function back({ params }: Event): never {
	redirect(303, href(`/aide/mises-en-relation/${params.id}`));
}

const refusals = { over: m.introductions_refusal_over, already: m.introductions_refusal_answered };

export const actions = {
	agree: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, AgreementInput);
		if (!form.ok) return reject(422, form);
		const answer = await agree(db, person, event.params.id, form.value);
		if (answer.ok) back(event);
		if (answer.reason === 'not-found') error(404, m.error_not_found());
		return reject(409, { values: form.values, errors: { form: refusals[answer.reason]() } });
	},
	decline: async (event) => {
		const answer = await decline(db, requirePerson(event), event.params.id);
		if (answer.ok) back(event);
		if (answer.reason === 'not-found') error(404, m.error_not_found());
		return reject(409, { values: {}, errors: { form: refusals[answer.reason]() } });
	},
	withdraw: async (event) => {
		const isDone = await withdraw(db, requirePerson(event), event.params.id);
		if (isDone) back(event);
		return reject(409, { values: {}, errors: { form: m.introductions_refusal_over() } });
	},
	outcome: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, OutcomeInput);
		if (!form.ok) return reject(422, form);
		if (!(await tellOutcome(db, person, event.params.id, form.value))) error(404, m.error_not_found());
		back(event);
	}
};
