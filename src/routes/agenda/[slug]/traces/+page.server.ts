import { error, redirect } from '@sveltejs/kit';
import { TracesInput } from '#modules/agenda/traces.input.ts';
import { tracesToWrite, writeTraces } from '#modules/agenda/traces.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const { slug } = event.params;
	const traces = await tracesToWrite(db, requirePerson(event), slug);
	if (!traces) error(404, m.error_not_found());
	return { traces, slug };
}

const refusals = {
	cancelled: m.agenda_refusal_cancelled,
	'too-early': m.agenda_traces_too_early,
	'changed-meanwhile': m.agenda_traces_meanwhile
};

export const actions = {
	default: async (event) => {
		const person = requirePerson(event);
		const { slug } = event.params;
		const form = await readForm(event.request, TracesInput);
		if (!form.ok) return reject(422, form);
		const result = await writeTraces(db, person, slug, form.value);
		if (result.ok) redirect(303, `${href(`/agenda/${slug}`)}#traces`);
		if (result.reason === 'forbidden' || result.reason === 'not-found') error(404, m.error_not_found());
		return reject(409, { values: form.values, errors: { form: refusals[result.reason]() } });
	}
};
