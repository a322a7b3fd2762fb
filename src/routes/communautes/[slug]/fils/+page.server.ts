import { error, redirect } from '@sveltejs/kit';
import { ScopeInput } from '#modules/conversations/conversations.input.ts';
import { chooseScope } from '#modules/conversations/following.server.ts';
import { threadsToRead } from '#modules/conversations/reading.server.ts';
import { threadChoiceIn } from '#modules/conversations/thread-choices.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { pageHref, placeIn } from '#platform/paging.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { groupReaderAt } from '#wiring/group-reader.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const { url } = event;
	const choice = threadChoiceIn(url.searchParams);
	const asked = { choice, place: placeIn(url.searchParams) };
	const read = await threadsToRead(db, await groupReaderAt(event), event.params.slug, asked);
	if (!read) error(404, m.error_not_found());
	const { group, role, scope, draft, lines, previous, next } = read;
	return {
		group: {
			slug: group.slug,
			name: group.name,
			isClosed: group.closedAt !== null,
			hasKit: group.kit !== ''
		},
		...{ choice, role, scope, hasDraft: draft !== null, threads: lines },
		previousHref: previous ? pageHref(url, 'avant', previous) : null,
		nextHref: next ? pageHref(url, 'apres', next) : null
	};
}

export const actions = {
	scope: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, ScopeInput);
		if (!form.ok) return reject(422, form);
		const chosen = await chooseScope(db, person, event.params.slug, form.value.scope);
		if (!chosen.ok) error(404, m.error_not_found());
		redirect(303, href(`/communautes/${event.params.slug}/fils`));
	}
};
