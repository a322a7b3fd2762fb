import { error, redirect } from '@sveltejs/kit';
import { EditionInput } from '#modules/assembly/assembly.input.ts';
import { openEdition } from '#modules/assembly/editions.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requireFacilitator } from '#wiring/person.server.ts';

export function load(event) {
	requireFacilitator(event);
}

export const actions = {
	default: async (event) => {
		const person = requireFacilitator(event);
		const form = await readForm(event.request, EditionInput);
		if (!form.ok) return reject(422, form);
		const opened = await openEdition(db, person, form.value);
		if (opened.ok) redirect(303, href(`/assemblees/${opened.slug}/preparation`));
		if (opened.reason === 'forbidden') error(403, m.error_only_facilitators());
		return reject(409, { values: form.values, errors: { slug: m.assembly_error_taken() } });
	}
};
