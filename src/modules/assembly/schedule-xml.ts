import { element, type Xml } from '#platform/xml.ts';
import { durationOf, momentOf, placed, type Placed, type Told } from './schedule.ts';

/** The programme as `schedule.xml` (pentabarf, frab, pretalx): the same as the JSON, for older tools. */
export function scheduleXml(told: Told): string {
	const { number, alliance } = told;
	const days = placed(told).map((day, i) => dayOf(day, i, told));
	const schedule = element(
		'schedule',
		{},
		element('generator', { name: alliance, version: 'maillage' }),
		element('version', {}, number),
		conferenceOf(told),
		...days
	);
	return `<?xml version="1.0" encoding="utf-8"?>\n${schedule.written}\n`;
}

function conferenceOf({ edition, url, programme }: Told): Xml {
	return element(
		'conference',
		{},
		element('acronym', {}, edition.slug),
		element('title', {}, edition.title),
		element('start', {}, edition.startsOn),
		element('end', {}, edition.endsOn),
		element('days', {}, programme.days.length),
		element('timeslot_duration', {}, '00:05'),
		element('time_zone_name', {}, edition.timeZone),
		element('base_url', {}, url)
	);
}

function dayOf({ day, rooms }: ReturnType<typeof placed>[number], i: number, { edition, url }: Told): Xml {
	const hours = {
		start: momentOf(day, '00:00', edition.timeZone),
		end: momentOf(day, '23:59', edition.timeZone)
	};
	const inRooms = [...rooms].map(([name, sessions]) =>
		element('room', { name }, ...sessions.map((session) => eventOf(session, name, url)))
	);
	return element('day', { index: i + 1, date: day, ...hours }, ...inRooms);
}

function eventOf(session: Placed, room: string, url: string): Xml {
	const { id, number, date, starts, slug, title, format, language, abstract, people, resources, video } =
		session;
	const links = [...(video ? [{ title: 'Vidéo', url: video }] : []), ...resources];
	return element(
		'event',
		{ guid: id, id: number },
		...[
			element('date', {}, date),
			element('start', {}, starts!),
			element('duration', {}, durationOf(session))
		],
		...[element('room', {}, room), element('slug', {}, slug), element('url', {}, `${url}/sessions/${slug}`)],
		...[element('title', {}, title), element('subtitle'), element('track'), element('type', {}, format)],
		...[element('language', {}, language), element('abstract', {}, abstract), element('description')],
		element('recording', {}, element('license'), element('optout', {}, 'false')),
		element('persons', {}, ...people.map(({ name }, i) => element('person', { id: i + 1 }, name))),
		element('links', {}, ...links.map((link) => element('link', { href: link.url }, link.title))),
		element('attachments')
	);
}
