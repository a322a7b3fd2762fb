import { error, redirect } from '@sveltejs/kit';
import { readKit } from '#modules/communities/joining.server.ts';
import { kitToRead } from '#modules/communities/reading.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { groupReaderAt } from '#wiring/group-reader.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const kit = await kitToRead(db, await groupReaderAt(event), event.params.slug);
	return kit ? { kit } : error(404, m.error_not_found());
}

export const actions = {
	default: async (event) => {
		await readKit(db, requirePerson(event), event.params.slug);
		redirect(303, href(`/communautes/${event.params.slug}`));
	}
};
