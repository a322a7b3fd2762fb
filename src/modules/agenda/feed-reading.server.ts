import { and, asc, eq, gt, isNull, or, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Reader } from '../allies/audiences.ts';
import { memberships } from '../people/groups.tables.ts';
import { gatheringCancellations, gatherings } from './agenda.tables.ts';
import { registrations } from './registrations.tables.ts';
import { visibleTo } from './visible.server.ts';

/** How many gatherings a feed holds at most, and how many of them are read at once. */
const most = 5000;
const atOnce = 250;

const columns = {
	id: gatherings.id,
	slug: gatherings.slug,
	kind: gatherings.kind,
	title: gatherings.title,
	summary: gatherings.summary,
	text: gatherings.text,
	way: gatherings.way,
	startsAt: gatherings.startsAt,
	endsAt: gatherings.endsAt,
	timeZone: gatherings.timeZone,
	placeLabel: gatherings.placeLabel,
	latitude: gatherings.latitude,
	longitude: gatherings.longitude,
	address: gatherings.address,
	venueAccess: gatherings.venueAccess,
	travel: gatherings.travel,
	createdAt: gatherings.createdAt,
	changedAt: gatherings.changedAt,
	cancellation: gatheringCancellations.reason,
	cancelledAt: gatheringCancellations.cancelledAt
};

async function select(db: Database, where: SQL | undefined, limit: number) {
	return db
		.select(columns)
		.from(gatherings)
		.leftJoin(gatheringCancellations, eq(gatheringCancellations.gatheringId, gatherings.id))
		.where(where)
		.orderBy(asc(gatherings.startsAt), asc(gatherings.id))
		.limit(limit);
}

/** A gathering as calendars and feeds tell it. `link` is there only for who has a seat. */
export type CalendarGathering = Awaited<ReturnType<typeof select>>[number] & { link?: string | null };

/** One gathering for the calendar of a reader; undefined when this reader sees none. */
export async function gatheringForCalendar(db: Database, reader: Reader, slug: string) {
	const [found] = await select(db, and(eq(gatherings.slug, slug.slice(0, 200)), visibleTo(reader)), 1);
	return found;
}

/** One gathering for the letters to those who registered for it, who may know of it whoever they are. */
export async function gatheringForLetters(tx: Database, id: string): Promise<CalendarGathering | undefined> {
	const [found] = await select(tx, eq(gatherings.id, id), 1);
	return found;
}

/** What a reader may see of the agenda from three months ago on, the earliest five thousand, page by page. */
export async function* agendaPages(
	db: Database,
	reader: Reader,
	now = new Date()
): AsyncGenerator<CalendarGathering[]> {
	const since = new Date(now.getTime() - 92 * 24 * 3_600_000);
	let last: { startsAt: Date; id: string } | undefined;
	for (let count = 0; count < most; count += atOnce) {
		const beyond: SQL | undefined =
			last &&
			sql`(${gatherings.startsAt}, ${gatherings.id}) > (${last.startsAt.toISOString()}::timestamptz, ${last.id}::uuid)`;
		const isAhead = last ? beyond : gt(gatherings.startsAt, since);
		const page = await select(db, and(visibleTo(reader), isAhead), atOnce);
		yield page;
		if (page.length < atOnce) return;
		last = page.at(-1);
	}
}

const entries = 50;

/** The next gatherings that everybody may see, for a feed reader. */
export async function nextPublic(db: Database, now = new Date()) {
	return select(db, and(visibleTo('public'), gt(gatherings.endsAt, now)), entries);
}

/** The sessions of a group that a reader may see, from three months ago on, the earliest five hundred. */
export async function sessionsForCalendar(
	db: Database,
	reader: Reader,
	personId: string | null,
	groupId: string,
	since = new Date(Date.now() - 92 * 24 * 3_600_000)
) {
	const isOfGroup = and(eq(gatherings.groupId, groupId), gt(gatherings.startsAt, since));
	return select(db, and(isOfGroup, visibleTo(reader, personId)), 500);
}

/**
 * What a person is registered for, and the sessions of their groups to which one just comes, as far as they may see them; with
 * the link to take part where they have a seat or need none.
 */
export async function gatheringsOf(
	db: Database,
	personId: string,
	reader: Reader,
	since = new Date(Date.now() - 366 * 24 * 3_600_000)
) {
	const isTheirs = and(eq(registrations.personId, personId), isNull(registrations.leftAt));
	const isSeated = sql<boolean>`(${registrations.id} is null or ${registrations.seatedAt} is not null)`;
	const isTheirsOrOfTheirGroups = sql`${gatherings.id} in (
		select ${registrations.gatheringId} from ${registrations} where ${isTheirs}
		union select g.id from ${gatherings} g join ${memberships} m on m.group_id = g.group_id
			where m.person_id = ${personId} and g.registration_until is null and g.ends_at > ${since.toISOString()}::timestamptz)`;
	return db
		.selectDistinctOn([gatherings.startsAt, gatherings.id], {
			...columns,
			isSeated,
			link: sql<string | null>`case when ${isSeated} then ${gatherings.link} end`
		})
		.from(gatherings)
		.leftJoin(registrations, and(eq(registrations.gatheringId, gatherings.id), isTheirs))
		.leftJoin(gatheringCancellations, eq(gatheringCancellations.gatheringId, gatherings.id))
		.where(
			and(
				isTheirsOrOfTheirGroups,
				or(visibleTo(reader, personId), eq(gatherings.hostId, personId)),
				gt(gatherings.endsAt, since)
			)
		)
		.orderBy(asc(gatherings.startsAt), asc(gatherings.id), sql`${registrations.seatedAt} nulls last`)
		.limit(1000);
}
