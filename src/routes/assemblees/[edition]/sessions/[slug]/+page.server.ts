import { error } from '@sveltejs/kit';
import { mayPrepare } from '#modules/assembly/editions.server.ts';
import { publishedProgramme } from '#modules/assembly/publishing.server.ts';
import { textsOfSession } from '#modules/room/results.server.ts';
import { roomsOfSession } from '#modules/room/rooms.server.ts';
import { renderMarkdown } from '#platform/markdown.server.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { shows } from '#wiring/shown.server.ts';

export async function load(event) {
	const published = await publishedProgramme(db, event.params.edition);
	const sessions = published?.programme.sessions ?? [];
	const session = sessions.find(({ slug }) => slug === event.params.slug);
	if (!published || !session) error(404, m.error_not_found());
	shows(event, 'assembly', 'room');
	const beside = sessions.filter(
		({ slotId, id }) => slotId !== null && slotId === session.slotId && id !== session.id
	);
	return {
		edition: { slug: published.edition.slug, title: published.edition.title },
		session,
		abstract: renderMarkdown(session.abstract),
		slot: sessions.find(({ id }) => id === session.slotId) ?? null,
		workshops: sessions.filter(({ slotId }) => slotId === session.id),
		beside,
		rooms: await roomsOfSession(db, session.id),
		quoted: await textsOfSession(db, session.id),
		mayOpenRoom: mayPrepare(event.locals.person)
	};
}
