import { error, redirect } from '@sveltejs/kit';
import { leaveCall } from '#modules/introductions/applying.server.ts';
import { callToRead } from '#modules/introductions/call-reading.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { audienceAt } from '#wiring/audience.server.ts';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const { person } = event.locals;
	const read = await callToRead(db, person, await audienceAt(event), event.params.slug);
	if (!read) error(404, m.error_not_found());
	return read;
}

export const actions = {
	leave: async (event) => {
		const person = requirePerson(event);
		const id = String((await event.request.formData()).get('application') ?? '');
		if (!/^[0-9a-f-]{36}$/.test(id) || !(await leaveCall(db, person, event.params.slug, id)))
			error(404, m.error_not_found());
		redirect(303, href(`/appels/${event.params.slug}`));
	}
};
