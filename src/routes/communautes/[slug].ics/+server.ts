import { error } from '@sveltejs/kit';
import { calendarOf } from '#modules/agenda/calendar.server.ts';
import { sessionsForCalendar } from '#modules/agenda/feed-reading.server.ts';
import { findGroup } from '#modules/communities/visible.server.ts';
import { m } from '#words/messages.js';
import { calendarAnswer } from '#wiring/calendar-answer.server.ts';
import { db } from '#wiring/database.server.ts';
import { groupReaderAt } from '#wiring/group-reader.server.ts';

export async function GET(event) {
	const as = await groupReaderAt(event);
	const seen = await findGroup(db, as, event.params.slug);
	if (!seen) error(404, m.error_not_found());
	const { id, name, slug } = seen.group;
	const sessions = await sessionsForCalendar(db, as.reader, as.person?.id ?? null, id);
	return calendarAnswer(event, calendarOf(sessions, { name, origin: event.url.origin }), slug);
}
