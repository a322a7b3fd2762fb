import { and, asc, eq, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { gatherings, participations } from './agenda.tables.ts';
import { visibleTo } from './visible.server.ts';

/**
 * The gatherings that are over, each with the organisations that took part: what their pages tell of them to everybody, so
 * without those that allies alone may see.
 */
export async function pastParticipations(db: Database) {
	return participationsIn(db, sql`${gatherings.endsAt} < now()`);
}

/** The organisations that take part in one gathering, as their pages tell it; undefined when there is nothing to tell. */
export async function participationsOf(db: Database, gatheringId: string) {
	const [found] = await participationsIn(db, eq(gatherings.id, gatheringId));
	return found;
}

async function participationsIn(db: Database, which: SQL) {
	const takesPlace = sql`not exists (select from gathering_cancellations c where c.gathering_id = ${gatherings.id})`;
	return db
		.select({
			gatheringId: gatherings.id,
			title: gatherings.title,
			happenedOn: sql<string>`(${gatherings.startsAt} at time zone ${gatherings.timeZone})::date::text`,
			organisationIds: sql<string[]>`array_agg(${participations.organisationId})`
		})
		.from(gatherings)
		.innerJoin(participations, eq(participations.gatheringId, gatherings.id))
		.where(and(which, visibleTo('public'), takesPlace))
		.groupBy(gatherings.id)
		.orderBy(asc(gatherings.startsAt));
}
