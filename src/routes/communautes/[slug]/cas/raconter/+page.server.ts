import { error, redirect } from '@sveltejs/kit';
import { CaseInput } from '#modules/cases/cases.input.ts';
import { tellCase } from '#modules/cases/telling.server.ts';
import { findGroup } from '#modules/communities/visible.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const person = requirePerson(event);
	const seen = await findGroup(db, { reader: 'public', person }, event.params.slug);
	if (!seen?.role) error(404, m.error_not_found());
	return { group: { slug: seen.group.slug, name: seen.group.name } };
}

export const actions = {
	default: async (event) => {
		const person = requirePerson(event);
		const { slug } = event.params;
		const form = await readForm(event.request, CaseInput);
		if (!form.ok) return reject(422, form);
		const told = await tellCase(db, person, slug, form.value);
		if (told.ok) redirect(303, href(`/communautes/${slug}/cas/${told.id}`));
		if (told.reason === 'not-found') error(404, m.error_not_found());
		return reject(409, { values: form.values, errors: { form: m.communities_closed() } });
	}
};
