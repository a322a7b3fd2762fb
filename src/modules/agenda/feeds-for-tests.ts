import ICAL from 'ical.js';
import * as v from 'valibot';
import type { Database } from '#platform/database.server.ts';
import type { Person } from '../people/people.server.ts';
import { GatheringInput } from './agenda.input.ts';
import { calendarPieces } from './calendar.server.ts';
import { agendaPages } from './feed-reading.server.ts';
import { planGathering } from './planning.server.ts';

export const calendar = { name: 'Agenda', origin: 'https://alliance.exemple' };
/** Next year, which has both changes of time. */
export const year = new Date().getUTCFullYear() + 1;
/** A gathering as its organiser sends it. */
export const sent = {
	...{ title: 'Permanence', summary: 'Une heure.', kind: 'open-hour', way: 'online' },
	...{ day: `${year}-02-02`, from: '18:00', to: '19:30' }
};

/** The address of a gathering that somebody planned. */
export async function planned(
	db: Database,
	person: Person,
	as: Record<string, string> = {}
): Promise<string> {
	const result = await planGathering(db, person, v.parse(GatheringInput, { ...sent, ...as }));
	if (!result.ok) throw new Error(result.reason);
	return result.slug;
}

/** The calendar that everybody reads. */
export async function publicFeed(db: Database): Promise<string> {
	let file = '';
	for await (const piece of calendarPieces(agendaPages(db, 'public'), calendar)) file += piece;
	return file;
}

/** What another program reads in a calendar. */
export const eventsIn = (file: string) =>
	new ICAL.Component(ICAL.parse(file)).getAllSubcomponents('vevent').map((event) => ({
		event: new ICAL.Event(event),
		text: (name: string) => event.getFirstPropertyValue(name)?.toString()
	}));
