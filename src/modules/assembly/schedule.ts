import { Temporal } from 'temporal-polyfill';
import type { ProgrammeSession } from './programme.ts';
import type { Published } from './publishing.server.ts';

export type Told = Published & { url: string; alliance: string };
export type Placed = ProgrammeSession & { number: number; date: string };

/** Where a session takes place that has no space of its own. */
export const everywhere = '–';

/** Sessions by day and room, each with its moment; those whose hour is not known cannot be in a schedule of this shape. */
export function placed({ programme, edition }: Published) {
	return programme.days.map(({ day }) => {
		const sessions = programme.sessions
			.map((session, i): Placed => ({
				...session,
				number: i + 1,
				date: momentOf(day, session.starts ?? '00:00', edition.timeZone)
			}))
			.filter((session) => session.day === day && session.starts !== null);
		const rooms = new Map<string, Placed[]>();
		for (const session of sessions) {
			const room = session.space ?? everywhere;
			rooms.set(room, [...(rooms.get(room) ?? []), session]);
		}
		return { day, rooms };
	});
}

/** A local time of a day, with its distance to UTC. */
export function momentOf(day: string, time: string, zone: string): string {
	return Temporal.PlainDateTime.from(`${day}T${time}`)
		.toZonedDateTime(zone)
		.toString({ timeZoneName: 'never', smallestUnit: 'second' });
}

/** Hours and minutes, `HH:MM`. */
export function durationOf({ minutes }: ProgrammeSession): string {
	const all = minutes ?? 0;
	return `${String(Math.floor(all / 60)).padStart(2, '0')}:${String(all % 60).padStart(2, '0')}`;
}

function persons({ people }: ProgrammeSession) {
	return people.map(({ name, role }, i) => ({ id: i + 1, name, public_name: name, biography: role }));
}

/** The programme as other tools of conferences read it: the `schedule.json` of frab and pretalx. */
export function scheduleJson(told: Told) {
	const { edition, number, url, programme } = told;
	const { slug, title, startsOn, endsOn, timeZone } = edition;
	const days = placed(told).map(({ day, rooms }, i) => ({
		index: i + 1,
		date: day,
		day_start: momentOf(day, '00:00', timeZone),
		day_end: momentOf(day, '23:59', timeZone),
		rooms: Object.fromEntries(
			[...rooms].map(([room, sessions]) => [room, sessions.map((session) => eventOf(session, room, url))])
		)
	}));
	const rooms = [...new Set(programme.sessions.map(({ space }) => space ?? everywhere))];
	const conference = {
		...{ acronym: slug, title, start: startsOn, end: endsOn, daysCount: days.length },
		...{ timeslot_duration: '00:05', time_zone_name: timeZone, colors: { primary: '#1c5c4a' } },
		...{ rooms: rooms.map((name) => ({ name })), tracks: [], days }
	};
	return { schedule: { version: String(number), base_url: url, conference } };
}

function eventOf(session: Placed, room: string, url: string) {
	const { id, number, date, starts, slug, title, format, language, abstract, video, resources } = session;
	return {
		...{ id: number, guid: id, logo: '', date, start: starts, duration: durationOf(session), room, slug },
		...{ url: `${url}/sessions/${slug}`, title, subtitle: '', track: '', type: format, language },
		...{ abstract, description: '', recording_license: '', do_not_record: false },
		...{
			persons: persons(session),
			links: [...(video ? [{ title: 'Vidéo', url: video }] : []), ...resources]
		},
		attachments: []
	};
}
