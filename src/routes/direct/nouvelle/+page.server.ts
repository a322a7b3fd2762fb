import { error, redirect } from '@sveltejs/kit';
import { NewRoomInput } from '#modules/room/room.input.ts';
import { openRoom } from '#modules/room/rooms.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requireFacilitator } from '#wiring/person.server.ts';

export function load(event) {
	requireFacilitator(event);
	const { searchParams } = event.url;
	return { title: searchParams.get('titre') ?? '', sessionId: searchParams.get('session') ?? '' };
}

export const actions = {
	default: async (event) => {
		const person = requireFacilitator(event);
		const form = await readForm(event.request, NewRoomInput);
		if (!form.ok) return reject(422, form);
		const opened = await openRoom(db, person, form.value);
		if (!opened.ok) error(403, m.error_only_facilitators());
		redirect(303, href(`/direct/${opened.code}/preparation`));
	}
};
