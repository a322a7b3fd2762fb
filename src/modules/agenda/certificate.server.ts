import { and, eq, isNull } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database } from '#platform/database.server.ts';
import { formatDate, formatNumber, locale } from '#platform/locale.ts';
import { typesetPdf } from '#platform/pdf.server.ts';
import { m } from '#words/messages.js';
import { allianceIn } from '../people/alliance.server.ts';
import type { Person } from '../people/people.server.ts';
import { organisations, persons } from '../people/people.tables.ts';
import { kindName, wayName, whenInWords } from './agenda-words.ts';
import { gatheringCancellations, gatherings } from './agenda.tables.ts';
import { certificateTemplate } from './certificate-template.ts';
import { attendances } from './registrations.tables.ts';

/**
 * The certificate that a person was at a gathering, as a PDF in the current language: for who was noted there, once it is over.
 * Undefined for anybody else.
 */
export async function certificateOf(
	db: Database,
	person: Person,
	slug: string,
	now = new Date()
): Promise<Buffer | undefined> {
	const attended = await attendanceOf(db, person, slug);
	if (!attended || attended.endsAt > now) return undefined;
	const { name: alliance } = await allianceIn(db, locale());
	return typesetPdf(certificateTemplate, wordsOf({ ...attended, alliance, name: person.name }, now));
}

async function attendanceOf(db: Database, person: Person, slug: string) {
	const hosts = alias(persons, 'hosts');
	const comesFor = alias(organisations, 'comes_for');
	const [found] = await db
		.select({
			title: gatherings.title,
			kind: gatherings.kind,
			way: gatherings.way,
			placeLabel: gatherings.placeLabel,
			startsAt: gatherings.startsAt,
			endsAt: gatherings.endsAt,
			timeZone: gatherings.timeZone,
			host: hosts.name,
			organisation: comesFor.name,
			notedBy: attendances.notedBy,
			notedAt: attendances.notedAt
		})
		.from(attendances)
		.innerJoin(gatherings, eq(gatherings.id, attendances.gatheringId))
		.leftJoin(hosts, eq(hosts.id, gatherings.hostId))
		.leftJoin(comesFor, eq(comesFor.id, attendances.organisationId))
		.leftJoin(gatheringCancellations, eq(gatheringCancellations.gatheringId, gatherings.id))
		.where(
			and(
				eq(gatherings.slug, slug.slice(0, 200)),
				eq(attendances.personId, person.id),
				isNull(gatheringCancellations.gatheringId)
			)
		);
	return found && { ...found, isByThemselves: found.notedBy === person.id };
}

type Attended = NonNullable<Awaited<ReturnType<typeof attendanceOf>>> & { alliance: string; name: string };

/** Names and titles may hold anything: they travel as strings beside the template. */
function wordsOf(attended: Attended, now: Date): Record<string, string> {
	const { alliance, name, title, host, organisation, isByThemselves } = attended;
	const facts: [string, string | null][] = [
		[m.agenda_certificate_gathering(), title],
		[m.agenda_field_kind(), kindName(attended.kind)],
		[m.agenda_group_when(), whenInWords(attended)],
		[m.agenda_certificate_hours(), hoursOf(attended)],
		[m.agenda_group_where(), attended.placeLabel ?? wayName(attended.way)],
		[m.agenda_certificate_for(), organisation],
		[
			m.agenda_certificate_noted(),
			isByThemselves ? m.agenda_certificate_at_the_door() : m.agenda_certificate_by_organiser()
		],
		[m.agenda_certificate_by(), host ? m.agenda_certificate_host({ host, alliance }) : alliance]
	];
	return {
		language: locale(),
		title: m.agenda_certificate_title({ name, title }),
		alliance,
		heading: m.agenda_certificate(),
		statement: m.agenda_certificate_statement({ name, alliance }),
		facts: JSON.stringify(facts.filter(([, value]) => value)),
		issued: m.agenda_certificate_issued({ day: formatDate(now) })
	};
}

/** How long a gathering of one day lasted; of several days nobody noted the hours of each. */
function hoursOf({ startsAt, endsAt }: Pick<Attended, 'startsAt' | 'endsAt'>): string | null {
	const minutes = Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000);
	if (minutes > 16 * 60) return null;
	const [hours, rest] = [formatNumber(Math.floor(minutes / 60)), String(minutes % 60).padStart(2, '0')];
	return rest === '00'
		? m.agenda_certificate_whole_hours({ hours })
		: m.agenda_certificate_time({ hours, rest });
}
