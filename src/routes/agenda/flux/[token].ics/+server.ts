import { error } from '@sveltejs/kit';
import { calendarOf } from '#modules/agenda/calendar.server.ts';
import { gatheringsOf } from '#modules/agenda/feed-reading.server.ts';
import { readerOfFeed } from '#modules/agenda/personal-feed.server.ts';
import { audienceOf } from '#modules/allies/audience.server.ts';
import { speaking } from '#platform/locale.server.ts';
import { m } from '#words/messages.js';
import { calendarAnswer } from '#wiring/calendar-answer.server.ts';
import { db } from '#wiring/database.server.ts';

export async function GET(event) {
	const person = await readerOfFeed(db, event.params.token);
	if (!person) error(404, m.error_not_found());
	const gatherings = await gatheringsOf(db, person.id, await audienceOf(db, person));
	const file = await speaking(person.locale, async () =>
		calendarOf(gatherings, { name: m.agenda_calendar_mine(), origin: event.url.origin })
	);
	return calendarAnswer(event, file, 'maillage');
}
