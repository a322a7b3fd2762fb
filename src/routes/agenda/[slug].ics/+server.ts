import { error } from '@sveltejs/kit';
import { calendarOf } from '#modules/agenda/calendar.server.ts';
import { gatheringForCalendar } from '#modules/agenda/feed-reading.server.ts';
import { m } from '#words/messages.js';
import { audienceAt } from '#wiring/audience.server.ts';
import { calendarAnswer } from '#wiring/calendar-answer.server.ts';
import { db } from '#wiring/database.server.ts';

export async function GET(event) {
	const found = await gatheringForCalendar(db, await audienceAt(event), event.params.slug);
	if (!found) error(404, m.error_not_found());
	const file = calendarOf([found], { name: found.title, origin: event.url.origin });
	return calendarAnswer(event, file, found.slug);
}
