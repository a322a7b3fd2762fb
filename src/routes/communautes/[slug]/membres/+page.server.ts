import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { DecisionInput, InvitationInput, RoleInput } from '#modules/communities/communities.input.ts';
import {
	changeMember,
	decideRequest,
	invite,
	type KeepersResult
} from '#modules/communities/members.server.ts';
import { membersToRead } from '#modules/communities/reading.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { pageHref, placeIn } from '#platform/paging.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { groupReaderAt } from '#wiring/group-reader.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const { url } = event;
	const read = await membersToRead(
		db,
		await groupReaderAt(event),
		event.params.slug,
		placeIn(url.searchParams)
	);
	if (!read) error(404, m.error_not_found());
	const { group, lines, next, ...rest } = read;
	const { slug, name, closedAt } = group;
	return {
		...rest,
		group: { slug, name, closedAt, hasKit: group.kit !== '' },
		members: lines,
		nextHref: next ? pageHref(url, 'apres', next) : null
	};
}

export const actions = {
	decide: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, DecisionInput);
		if (!form.ok) return reject(422, { ...form, errors: { ...form.errors, ...reasonAt(form) } });
		return answer(event, await decideRequest(db, person, event.params.slug, form.value), form.values);
	},
	invite: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, InvitationInput);
		if (!form.ok) return reject(422, form);
		return answer(event, await invite(db, person, event.params.slug, form.value.addresses), form.values);
	},
	role: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, RoleInput);
		if (!form.ok) return reject(422, form);
		return answer(event, await changeMember(db, person, event.params.slug, form.value), form.values);
	}
};

/** The reason that is missing is said beside the request that it concerns. */
function reasonAt({ values, errors }: { values: Record<string, string>; errors: Record<string, string> }) {
	return errors.reason ? { [`reason-${values.request}`]: errors.reason } : {};
}

function answer(
	event: RequestEvent<{ slug: string }>,
	result: KeepersResult,
	values: Record<string, string>
) {
	const { slug } = event.params;
	if (result.ok) redirect(303, href(`/communautes/${slug}/membres`));
	if (result.reason === 'forbidden') error(403, m.communities_only_keepers());
	if (result.reason === 'not-found') error(404, m.error_not_found());
	const form = result.reason === 'closed' ? m.communities_closed() : m.communities_last_keeper();
	return reject(409, { values, errors: { form } });
}
