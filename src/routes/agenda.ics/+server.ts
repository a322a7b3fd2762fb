import { calendarPieces } from '#modules/agenda/calendar.server.ts';
import { agendaPages } from '#modules/agenda/feed-reading.server.ts';
import { textStream } from '#platform/http/text-stream.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { openAnswer } from '#wiring/open-answer.server.ts';

export async function GET(event) {
	const calendar = { name: m.agenda_calendar_name(), origin: event.url.origin };
	return openAnswer(event, 'text/calendar; charset=utf-8', () =>
		textStream(calendarPieces(agendaPages(db, 'public'), calendar))
	);
}
