import { atomOf } from '#modules/agenda/atom.ts';
import { nextPublic } from '#modules/agenda/feed-reading.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { openAnswer } from '#wiring/open-answer.server.ts';

export async function GET(event) {
	const feed = { title: m.agenda_calendar_name(), origin: event.url.origin, path: href('/agenda') };
	return openAnswer(event, 'application/atom+xml; charset=utf-8', async () =>
		atomOf(await nextPublic(db), feed)
	);
}
