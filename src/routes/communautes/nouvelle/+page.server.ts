import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { GroupInput } from '#modules/communities/communities.input.ts';
import { mayOpen, openGroup } from '#modules/communities/keeping.server.ts';
import { groupToWrite } from '#modules/communities/reading.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	return { parent: await parentAsked(event) };
}

export const actions = {
	default: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, GroupInput);
		if (!form.ok) return reject(422, form);
		const opened = await openGroup(db, person, form.value);
		if (!opened.ok) error(403, m.communities_only_keepers());
		redirect(303, href(`/communautes/${opened.slug}`));
	}
};

/** The group inside which a new one works (`?dans=`), for its keepers; without one, facilitators alone open groups. */
async function parentAsked(event: RequestEvent) {
	const person = requirePerson(event, { keeps: 'dans' });
	const slug = event.url.searchParams.get('dans');
	const parent = slug ? await groupToWrite(db, person, slug) : null;
	if (slug ? !parent : !mayOpen(person)) error(403, m.communities_only_keepers());
	return parent ? { slug: parent.slug, name: parent.name } : null;
}
