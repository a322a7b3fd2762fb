import { error, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { slotsFor, wishFor } from '#modules/assembly/workshops.server.ts';
import { publishedProgramme } from '#modules/assembly/publishing.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const person = requirePerson(event);
	const published = await publishedProgramme(db, event.params.edition);
	if (!published) error(404, m.error_not_found());
	const { slug, title } = published.edition;
	return { edition: { slug, title }, slots: await slotsFor(db, person, slug) };
}

const refusals = { 'given-out': m.assembly_refusal_given_out, order: m.assembly_refusal_order };
const fields = v.record(v.string(), v.string());

export const actions = {
	default: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, fields);
		if (!form.ok) return reject(422, form);
		const { slot = '', ...ranks } = form.value;
		const wished = Object.entries(ranks).filter(([, rank]) => /^\d{1,2}$/.test(rank));
		const result = await wishFor(db, person, slot, new Map(wished.map(([id, rank]) => [id, Number(rank)])));
		if (result.ok) redirect(303, href(`/assemblees/${event.params.edition}/ateliers?garde`));
		if (result.reason === 'not-found') error(404, m.error_not_found());
		return reject(409, { values: form.values, errors: { form: refusals[result.reason]() } });
	}
};
