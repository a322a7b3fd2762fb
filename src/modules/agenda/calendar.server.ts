import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { plainText } from '#platform/markdown.server.ts';
import { m } from '#words/messages.js';
import { kindName } from './agenda-words.ts';
import type { CalendarGathering } from './feed-reading.server.ts';

type Calendar = { name: string; origin: string };

/**
 * An iCalendar file (RFC 5545) of some gatherings, for a mail or to download. The link to take part is in it only when the
 * gatherings were read with it, for who has a seat. Times are in UTC, so that no calendar has to know a time zone.
 */
export function calendarOf(gatherings: CalendarGathering[], { name, origin }: Calendar): string {
	const calendar = ical({
		name,
		prodId: { company: 'Maillage', product: 'Agenda' },
		method: ICalCalendarMethod.PUBLISH,
		url: `${origin}/agenda`,
		ttl: 6 * 3600
	});
	for (const gathering of gatherings) calendar.createEvent(eventOf(gathering, origin));
	return calendar.toString();
}

const firstEvent = '\r\nBEGIN:VEVENT';
const end = '\r\nEND:VCALENDAR';

/** The same file in pieces, so that thousands of gatherings neither stand in memory nor keep everybody else waiting. */
export async function* calendarPieces(
	pages: AsyncIterable<CalendarGathering[]>,
	calendar: Calendar
): AsyncGenerator<string> {
	const empty = calendarOf([], calendar);
	yield empty.slice(0, empty.lastIndexOf(end));
	for await (const page of pages) {
		if (page.length === 0) continue;
		const file = calendarOf(page, calendar);
		yield file.slice(file.indexOf(firstEvent), file.lastIndexOf(end));
	}
	yield empty.slice(empty.lastIndexOf(end));
}

function eventOf(gathering: CalendarGathering, origin: string) {
	const { id, slug, title, startsAt, endsAt, changedAt, cancellation, cancelledAt } = gathering;
	const latest = cancelledAt && cancelledAt > changedAt ? cancelledAt : changedAt;
	const place = [gathering.placeLabel, gathering.address?.replaceAll(/\s*\n\s*/g, ', ')];
	const location = place.filter(Boolean).join(', ');
	const { latitude: lat, longitude: lon } = gathering;
	const hasPoint = location && lat !== null && lon !== null;
	return {
		id: `${id}@maillage`,
		// Seconds since it was planned: a later change always has a greater number.
		sequence: Math.max(0, Math.ceil((latest.getTime() - gathering.createdAt.getTime()) / 1000)),
		stamp: latest,
		created: gathering.createdAt,
		lastModified: latest,
		start: startsAt,
		end: endsAt,
		summary: title,
		description: descriptionOf(gathering),
		url: `${origin}/agenda/${slug}`,
		categories: [{ name: kindName(gathering.kind) }],
		status: cancellation === null ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
		location: hasPoint ? { title: location, geo: { lat, lon } } : location || null
	};
}

function descriptionOf({
	cancellation,
	summary,
	text,
	venueAccess,
	travel,
	link
}: CalendarGathering): string {
	return [
		cancellation && m.agenda_calendar_cancelled({ reason: cancellation }),
		summary,
		link && m.agenda_calendar_link({ link }),
		plainText(text),
		venueAccess && `${m.agenda_field_access()} : ${venueAccess}`,
		travel && `${m.agenda_field_travel()} : ${travel}`
	]
		.filter(Boolean)
		.join('\n\n');
}
