import { error, redirect } from '@sveltejs/kit';
import { EndKeepingInput } from '#modules/allies/claims.input.ts';
import { endKeeping, keepersOf } from '#modules/allies/keeping.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const person = requirePerson(event);
	const kept = await keepersOf(db, person, event.params.slug);
	if (!kept) error(404, m.error_not_found());
	if (kept.page.slug !== event.params.slug) redirect(308, href(`/allies/${kept.page.slug}/gardiens`));
	return { ...kept, me: person.id };
}

export const actions = {
	default: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, EndKeepingInput);
		const kept = await keepersOf(db, person, event.params.slug);
		if (!form.ok || !kept) error(404, m.error_not_found());
		const ended = await endKeeping(db, person, kept.page.id, form.value);
		if (!ended.ok && ended.reason === 'forbidden') error(403, m.claims_only_deciders());
		if (!ended.ok && ended.reason === 'last-keeper')
			return reject(409, { values: form.values, errors: { isSure: m.keepers_not_sure() } });
		const isOwn = form.value.personId === person.id;
		redirect(303, href(`/allies/${kept.page.slug}${isOwn ? '' : '/gardiens'}`));
	}
};
