import { programmeCalendar } from '#modules/assembly/programme-calendar.ts';
import { calendarAnswer } from '#wiring/calendar-answer.server.ts';
import { programmeToTell } from '#wiring/programme.server.ts';

export async function GET(event) {
	const told = await programmeToTell(event);
	return calendarAnswer(event, programmeCalendar(told, told.url), `programme-${told.edition.slug}`);
}
