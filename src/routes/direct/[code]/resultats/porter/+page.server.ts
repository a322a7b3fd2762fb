import { error, redirect } from '@sveltejs/kit';
import { editionOf } from '#modules/assembly/editions.server.ts';
import { groupsOf } from '#modules/communities/own-groups.server.ts';
import { quoteInSession, textSaid } from '#modules/room/results.server.ts';
import { QuotedInput } from '#modules/room/room.input.ts';
import { roomLedBy } from '#modules/room/rooms.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';
import { roomAt } from '#wiring/room.server.ts';

export async function load(event) {
	const person = requirePerson(event, { keeps: 'texte' });
	const room = await roomAt(event);
	const isHost = (await roomLedBy(db, person, room.code)) !== undefined;
	const id = event.url.searchParams.get('texte') ?? '';
	const said = await textSaid(db, room, isHost, id);
	if (!said) error(404, m.error_not_found());
	const { text, question } = said;
	const url = event.url.origin + href(`/direct/${room.code}/resultats`);
	const by = said.by ?? m.room_carry_anonymous();
	const words = m.room_carry_words({ text, question, room: room.title, by, url });
	const prefilled = new URLSearchParams({ titre: text.slice(0, 120), texte: words });
	const groups = (await groupsOf(db, person)).map(({ slug, name }) => ({
		name,
		href: href(`/communautes/${slug}/fils/nouveau?${prefilled}`)
	}));
	const edition = await editionOf(db, person, room.sessionId);
	const proposing = new URLSearchParams({ salle: room.code, texte: id });
	return {
		room: { code: room.code, title: room.title },
		said,
		groups,
		mayQuote: isHost && room.sessionId !== null,
		assembly: edition && {
			title: edition.title,
			href: href(`/assemblees/${edition.slug}/propositions/nouvelle?${proposing}`)
		}
	};
}

export const actions = {
	quote: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, QuotedInput);
		if (!form.ok) return reject(422, form);
		const { text, quotes } = form.value;
		if (!(await quoteInSession(db, person, event.params.code, text, quotes))) error(403, m.room_only_hosts());
		redirect(303, href(`/direct/${event.params.code}/resultats/porter?texte=${text}`));
	}
};
