import { Temporal } from 'temporal-polyfill';
import type { WayToMeet } from './gathering-kinds.ts';

type Told = {
	title: string;
	summary: string;
	way: WayToMeet;
	startsAt: Date;
	endsAt: Date;
	timeZone: string;
	language: string;
	placeLabel: string | null;
	address: string | null;
	organisation: string | null;
	capacity: number | null;
	isCancelled: boolean;
};

const modes: Record<WayToMeet, string> = {
	'on-site': 'OfflineEventAttendanceMode',
	online: 'OnlineEventAttendanceMode',
	both: 'MixedEventAttendanceMode'
};

/** A gathering as search engines and calendars read it (schema.org/Event). Hours are local, with their distance to UTC. */
export function eventData(gathering: Told, { url, alliance }: { url: string; alliance: string }) {
	const { way, placeLabel, address, timeZone, capacity } = gathering;
	const place = way !== 'online' && {
		'@type': 'Place',
		name: placeLabel ?? address?.split('\n')[0],
		address: address ?? placeLabel ?? undefined
	};
	const online = way !== 'on-site' && { '@type': 'VirtualLocation', url };
	const locations = [place, online].filter(Boolean);
	return {
		'@context': 'https://schema.org',
		'@type': 'Event',
		'@id': url,
		url,
		name: gathering.title,
		description: gathering.summary,
		startDate: localTime(gathering.startsAt, timeZone),
		endDate: localTime(gathering.endsAt, timeZone),
		eventStatus: `https://schema.org/${gathering.isCancelled ? 'EventCancelled' : 'EventScheduled'}`,
		eventAttendanceMode: `https://schema.org/${modes[way]}`,
		location: locations.length === 1 ? locations[0] : locations,
		organizer: { '@type': 'Organization', name: gathering.organisation ?? alliance },
		inLanguage: gathering.language,
		isAccessibleForFree: true,
		maximumAttendeeCapacity: capacity ?? undefined
	};
}

function localTime(moment: Date, timeZone: string): string {
	const instant = Temporal.Instant.fromEpochMilliseconds(moment.getTime());
	return instant.toZonedDateTimeISO(timeZone).toString({ timeZoneName: 'never', smallestUnit: 'second' });
}
