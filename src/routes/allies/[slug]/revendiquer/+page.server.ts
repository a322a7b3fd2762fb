import { error, redirect } from '@sveltejs/kit';
import { claimPage, withdrawClaim } from '#modules/allies/claiming.server.ts';
import { ClaimInput } from '#modules/allies/claims.input.ts';
import { pageToClaim } from '#modules/allies/claims-told.server.ts';
import { IdInput } from '#modules/people/people.input.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const person = requirePerson(event);
	const claimed = await pageToClaim(db, person, event.params.slug);
	if (!claimed) error(404, m.error_not_found());
	if ('movedTo' in claimed) redirect(308, href(`/allies/${claimed.movedTo}/revendiquer`));
	return claimed;
}

export const actions = {
	ask: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, ClaimInput);
		if (!form.ok) return reject(422, form);
		const claim = await claimPage(db, person, event.params.slug, form.value);
		if (!claim.ok && claim.reason === 'not-claimable') error(404, m.claims_not_claimable());
		if (!claim.ok && claim.reason === 'keeps-already')
			return reject(409, { values: form.values, errors: { form: m.claims_keeps_already() } });
		redirect(303, href(`/allies/${event.params.slug}/revendiquer`));
	},
	withdraw: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, IdInput);
		if (form.ok) await withdrawClaim(db, person, form.value.id);
		redirect(303, href(`/allies/${event.params.slug}/revendiquer`));
	}
};
