import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Reader } from '../allies/audiences.ts';
import { gatheringCancellations, gatherings } from './agenda.tables.ts';
import { registrations } from './registrations.tables.ts';
import { visibleTo } from './visible.server.ts';

/** How many sessions of a group are remembered, the latest first to stay. */
const remembered = 60;

/** The latest sessions of a group that took or take place, in the order of the calendar; `as` those that a reader may see. */
export async function sessionsHeld(
	db: Database,
	groupId: string,
	as?: { reader: Reader; personId: string | null }
) {
	const latest = db
		.select({
			id: gatherings.id,
			slug: gatherings.slug,
			title: gatherings.title,
			startsAt: gatherings.startsAt,
			endsAt: gatherings.endsAt,
			timeZone: gatherings.timeZone,
			registers: sql<boolean>`${gatherings.registrationUntil} is not null`.as('registers')
		})
		.from(gatherings)
		.where(
			and(
				eq(gatherings.groupId, groupId),
				sql`${gatherings.startsAt} < now() + interval '6 months'`,
				sql`not exists (select 1 from ${gatheringCancellations} where ${gatheringCancellations.gatheringId} = ${gatherings.id})`,
				as && visibleTo(as.reader, as.personId)
			)
		)
		.orderBy(sql`${gatherings.startsAt} desc`, sql`${gatherings.id} desc`)
		.limit(remembered)
		.as('latest');
	return db.select().from(latest).orderBy(asc(latest.startsAt), asc(latest.id));
}
export type SessionHeld = Awaited<ReturnType<typeof sessionsHeld>>[number];

/** Who said that they come to a session, and who had and no longer does. */
export async function answersTo(
	db: Database,
	gatheringId: string
): Promise<{ coming: string[]; left: string[] }> {
	const rows = await db
		.select({
			personId: registrations.personId,
			isIn: sql<boolean>`bool_or(${registrations.leftAt} is null)`
		})
		.from(registrations)
		.where(and(eq(registrations.gatheringId, gatheringId), isNull(registrations.guestName)))
		.groupBy(registrations.personId);
	const of = (isIn: boolean) => rows.filter((row) => row.isIn === isIn).map(({ personId }) => personId);
	return { coming: of(true), left: of(false) };
}
