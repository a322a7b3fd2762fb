import { error } from '@sveltejs/kit';
import { badgesOf } from '#modules/assembly/badges.server.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requireFacilitator } from '#wiring/person.server.ts';

export async function GET(event) {
	const person = requireFacilitator(event);
	const file = await badgesOf(db, person, event.params.edition);
	if (!file) error(404, m.assembly_no_badges());
	return new Response(new Uint8Array(file), {
		headers: { 'content-type': 'application/pdf', 'content-disposition': 'inline; filename="badges.pdf"' }
	});
}
