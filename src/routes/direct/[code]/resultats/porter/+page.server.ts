import { error } from '@sveltejs/kit';
import { groupsOf } from '#modules/communities/own-groups.server.ts';
import { textSaid } from '#modules/room/results.server.ts';
import { roomLedBy } from '#modules/room/rooms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';
import { roomAt } from '#wiring/room.server.ts';

export async function load(event) {
	const person = requirePerson(event, { keeps: 'texte' });
	const room = await roomAt(event);
	const isHost = (await roomLedBy(db, person, room.code)) !== undefined;
	const said = await textSaid(db, room, isHost, event.url.searchParams.get('texte') ?? '');
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
	return { room: { code: room.code, title: room.title }, text, by, question, groups };
}
