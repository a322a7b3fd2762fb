import { error, redirect } from '@sveltejs/kit';
import type { Person } from '#modules/people/people.server.ts';
import { propose } from '#modules/proposals/making.server.ts';
import { ProposalInput } from '#modules/proposals/proposals.input.ts';
import { themesOf } from '#modules/proposals/reading.server.ts';
import { textSaid } from '#modules/room/results.server.ts';
import { findRoom, roomLedBy } from '#modules/room/rooms.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { editionAt } from '#wiring/edition.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const person = requirePerson(event);
	const edition = await editionAt(event);
	const [room, text] = ['salle', 'texte'].map((name) => event.url.searchParams.get(name) ?? undefined);
	const said = await saidIn(person, room, text);
	return {
		edition: { slug: edition.slug, title: edition.title },
		themes: await themesOf(db, edition.id),
		said: said ?? null
	};
}

export const actions = {
	default: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, ProposalInput);
		if (!form.ok) return reject(422, form);
		const { room, said, ...written } = form.value;
		const isSaid = (await saidIn(person, room, said)) !== undefined;
		const { edition } = event.params;
		const made = await propose(db, person, edition, written, isSaid ? said : undefined);
		if (made.ok) redirect(303, href(`/assemblees/${edition}/propositions/${made.number}`));
		if (made.reason === 'not-found') error(404, m.error_not_found());
		return reject(409, { values: form.values, errors: { form: m.proposals_refusal_too_many() } });
	}
};

/** What was said in a room, when this person may read it. */
async function saidIn(person: Person, code: string | undefined, id: string | undefined) {
	const room = code && id ? await findRoom(db, code) : undefined;
	if (!room) return undefined;
	const isHost = (await roomLedBy(db, person, room.code)) !== undefined;
	return textSaid(db, room, isHost, id!);
}
