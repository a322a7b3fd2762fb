import { momentOf } from './schedule.ts';
import { endOf, type Programme } from './programme.ts';

type Told = {
	edition: { title: string; startsOn: string; endsOn: string; place: string; timeZone: string };
	programme: Programme;
};

/** An assembly as search engines read it (schema.org/Event), with the sessions whose hour is known. */
export function programmeData({ edition, programme }: Told, url: string): Record<string, unknown> {
	const { title, startsOn, endsOn, place, timeZone } = edition;
	const timed = programme.sessions.filter(({ starts, minutes }) => starts !== null && minutes !== null);
	return {
		'@context': 'https://schema.org',
		'@type': 'Event',
		'@id': url,
		...{ url, name: title, startDate: startsOn, endDate: endsOn },
		location: place ? { '@type': 'Place', name: place, address: place } : undefined,
		subEvent: timed.map((session) => ({
			'@type': 'Event',
			name: session.title,
			url: `${url}/sessions/${session.slug}`,
			startDate: momentOf(session.day, session.starts!, timeZone),
			endDate: momentOf(session.day, endOf(session)!, timeZone),
			performer: session.people.map(({ name }) => ({ '@type': 'Person', name }))
		}))
	};
}
