import ical, { ICalCalendarMethod } from 'ical-generator';
import { momentOf } from './schedule.ts';
import type { Published } from './publishing.server.ts';

/** The sessions whose hour is known, as an iCalendar file (RFC 5545). */
export function programmeCalendar(
	{ edition, programme, number, publishedAt }: Published,
	url: string
): string {
	const calendar = ical({
		name: edition.title,
		prodId: { company: 'Maillage', product: 'Assembly' },
		method: ICalCalendarMethod.PUBLISH,
		url
	});
	for (const session of programme.sessions) {
		const { id, day, starts, minutes, title, slug, space, people } = session;
		if (starts === null || minutes === null) continue;
		const start = new Date(momentOf(day, starts, edition.timeZone));
		calendar.createEvent({
			id: `${id}@maillage`,
			sequence: number - 1,
			stamp: publishedAt,
			start,
			end: new Date(start.getTime() + minutes * 60_000),
			summary: title,
			description: people.map(({ name, role }) => (role ? `${name}, ${role}` : name)).join('\n'),
			location: [space, edition.place].filter(Boolean).join(', ') || null,
			url: `${url}/sessions/${slug}`
		});
	}
	return calendar.toString();
}
