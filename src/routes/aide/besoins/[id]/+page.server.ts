import { error, redirect } from '@sveltejs/kit';
import { closeNeed } from '#modules/introductions/opening.server.ts';
import { needToRead } from '#modules/introductions/room.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { audienceAt } from '#wiring/audience.server.ts';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const { person } = event.locals;
	const read = await needToRead(db, person, await audienceAt(event), event.params.id);
	if (!read) error(404, m.error_not_found());
	return { ...read, isSignedIn: person !== null };
}

export const actions = {
	close: async (event) => {
		const person = requirePerson(event);
		if (!(await closeNeed(db, person, event.params.id))) error(404, m.error_not_found());
		redirect(303, href('/aide'));
	}
};
