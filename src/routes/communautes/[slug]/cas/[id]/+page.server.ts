import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { CaseInput, ContributionInput, EndingInput, RoundInput } from '#modules/cases/cases.input.ts';
import {
	contribute,
	facilitate,
	openNextRound,
	takeBack,
	type ContributionResult
} from '#modules/cases/contributing.server.ts';
import { caseToRead } from '#modules/cases/reading.server.ts';
import { caseRefusals } from '#modules/cases/refusals.ts';
import { endCase, eraseCase, retellCase } from '#modules/cases/telling.server.ts';
import type { Person } from '#modules/people/people.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { groupReaderAt } from '#wiring/group-reader.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

type Event = RequestEvent<{ slug: string; id: string }>;

export async function load(event) {
	const read = await caseToRead(db, await groupReaderAt(event), event.params.slug, event.params.id);
	if (!read) error(404, m.error_not_found());
	const { slug, name, isConfidential } = read.group;
	return { ...read, group: { slug, name, isConfidential } };
}

type Act<Input> = (person: Person, slug: string, id: string, input: Input) => Promise<ContributionResult>;

/** Reads a form, does what it asks of the case of the address, and comes back to it. */
function doing<Input>(schema: v.GenericSchema<unknown, Input>, act: Act<Input>) {
	return async (event: Event) => {
		const person = requirePerson(event);
		await readable(event);
		const { slug, id } = event.params;
		const form = await readForm(event.request, schema);
		if (!form.ok) return reject(422, form);
		const result = await act(person, slug, id, form.value);
		if (result.ok) redirect(303, href(`/communautes/${slug}/cas/${id}`));
		if (result.reason === 'forbidden') error(403, m.cases_refusal_forbidden());
		if (result.reason === 'not-found') error(404, m.error_not_found());
		return reject(409, { values: form.values, errors: { form: caseRefusals[result.reason]() } });
	};
}

async function readable(event: Event): Promise<void> {
	const read = await caseToRead(db, await groupReaderAt(event), event.params.slug, event.params.id);
	if (!read) error(404, m.error_not_found());
}

const nothing = v.object({});
const Contribution = v.object({ contribution: v.pipe(v.optional(v.string(), ''), v.uuid()) });

export const actions = {
	contribute: doing(ContributionInput, (person, slug, id, input) => contribute(db, person, slug, id, input)),
	takeBack: doing(Contribution, (person, slug, id, { contribution }) =>
		takeBack(db, person, slug, id, contribution)
	),
	facilitate: doing(nothing, (person, slug, id) => facilitate(db, person, slug, id)),
	next: doing(RoundInput, (person, slug, id, { round }) => openNextRound(db, person, slug, id, round)),
	retell: doing(CaseInput, (person, slug, id, input) => retellCase(db, person, slug, id, input)),
	end: doing(EndingInput, (person, slug, id, input) => endCase(db, person, slug, id, input)),
	erase: async (event) => {
		await readable(event);
		if (!(await eraseCase(db, requirePerson(event), event.params.id)))
			error(403, m.cases_refusal_forbidden());
		redirect(303, href(`/communautes/${event.params.slug}/cas`));
	}
};
