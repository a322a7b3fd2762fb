import { and, inArray } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { m } from '#words/messages.js';
import { audiencesOf } from '../allies/audience.server.ts';
import type { NoticeFamily, NoticeKindName, NoticeKinds } from '../notifications/notice-kinds.ts';
import { whenInWords } from './agenda-words.ts';
import { gatherings } from './agenda.tables.ts';
import { visibleTo } from './visible.server.ts';

/** What the words of a notice about a gathering are made of. */
export type Told = { gatheringId: string; title: string; startsAt: string; endsAt: string; timeZone: string };

declare module '../notifications/notice-kinds.ts' {
	interface NoticeDetails {
		'agenda.moved': Told;
		'agenda.cancelled': Told;
		'agenda.seat-offered': Told;
		'agenda.seat-lapsed': Told;
		'agenda.reminder': Told;
		'agenda.presence-noted': Told;
	}
}

export type AgendaNotice = Extract<NoticeKindName, `agenda.${string}`>;

/** Under what one chooses to be told of gatherings. */
export const agendaFamilies: NoticeFamily[] = [
	{
		name: 'gatherings',
		title: () => m.agenda_notices_gatherings(),
		about: () => m.agenda_notices_gatherings_about()
	},
	{
		name: 'presences',
		title: () => m.agenda_notices_presences(),
		about: () => m.agenda_notices_presences_about()
	},
	{
		name: 'reminders',
		title: () => m.agenda_notices_reminders(),
		about: () => m.agenda_notices_reminders_about(),
		lettersAreOptional: true
	}
];

const byLetter = { family: 'gatherings', mail: 'by-letter', excerpt: when, stillSees } as const;

/** What people are told of gatherings. Letters of their own leave for what cannot wait; that one was there is told by the way. */
export const agendaNotices: NoticeKinds<AgendaNotice> = {
	'agenda.moved': { ...byLetter, title: ({ title }) => m.agenda_notice_moved({ title }) },
	'agenda.cancelled': { ...byLetter, title: ({ title }) => m.agenda_notice_cancelled({ title }) },
	'agenda.seat-offered': {
		...byLetter,
		title: ({ title }) => m.agenda_notice_offered({ title }),
		excerpt: () => m.agenda_notice_offered_how()
	},
	'agenda.seat-lapsed': { ...byLetter, title: ({ title }) => m.agenda_notice_lapsed({ title }) },
	'agenda.reminder': {
		...byLetter,
		family: 'reminders',
		title: ({ title }) => m.agenda_notice_reminder({ title })
	},
	'agenda.presence-noted': {
		...{ family: 'presences', mail: 'weekly', stillSees },
		title: ({ title }) => m.agenda_notice_present({ title }),
		excerpt: () => m.agenda_notice_present_how()
	}
};

function when({ startsAt, endsAt, timeZone }: Told): string {
	return whenInWords({ startsAt: new Date(startsAt), endsAt: new Date(endsAt), timeZone });
}

/** Whether each person may still see the gathering of which they are told. */
async function stillSees(db: Database, personIds: string[], details: Told[]): Promise<boolean[]> {
	const ids = details.map(({ gatheringId }) => gatheringId);
	const visible = new Map<string, Set<string>>();
	for (const [personId, reader] of await audiencesOf(db, personIds)) {
		const seen = and(inArray(gatherings.id, ids), visibleTo(reader, personId));
		const found = await db.select({ id: gatherings.id }).from(gatherings).where(seen);
		visible.set(personId, new Set(found.map(({ id }) => id)));
	}
	return ids.map((id, index) => visible.get(personIds[index]!)?.has(id) ?? false);
}
