import { error, redirect } from '@sveltejs/kit';
import { doorFor, noteOwnPresence } from '#modules/agenda/at-the-door.server.ts';
import { DoorInput } from '#modules/agenda/presences.input.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';
import { secret } from '#wiring/sign-in.server.ts';

export async function load(event) {
	const person = requirePerson(event, { keeps: 'cle' });
	const key = event.url.searchParams.get('cle') ?? '';
	const door = await doorFor(db, person, event.params.slug, key, { secret });
	if (!door) error(403, m.agenda_door_closed());
	event.setHeaders({ 'cache-control': 'private, no-store', 'referrer-policy': 'same-origin' });
	return { ...door, key, slug: event.params.slug, name: person.name };
}

/** Only a form that somebody sends notes them: a program that previews links sends none. */
export const actions = {
	default: async (event) => {
		const person = requirePerson(event, { keeps: 'cle' });
		const form = await readForm(event.request, DoorInput);
		if (!form.ok) return reject(422, form);
		const { slug } = event.params;
		const noted = await noteOwnPresence(db, person, slug, form.value, { secret });
		if (!noted.ok) error(403, m.agenda_door_closed());
		redirect(303, href(`/agenda/${slug}/je-suis-la?${new URLSearchParams({ cle: form.value.cle })}`));
	}
};
