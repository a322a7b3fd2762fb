import { asc, eq, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { gatherings, participations } from './agenda.tables.ts';

/** The gatherings that are over, each with the organisations that took part: what their pages tell of them. */
export async function pastParticipations(db: Database) {
	return db
		.select({
			gatheringId: gatherings.id,
			title: gatherings.title,
			happenedOn: sql<string>`(${gatherings.startsAt} at time zone ${gatherings.timeZone})::date::text`,
			organisationIds: sql<string[]>`array_agg(${participations.organisationId})`
		})
		.from(gatherings)
		.innerJoin(participations, eq(participations.gatheringId, gatherings.id))
		.where(sql`${gatherings.endsAt} < now()`)
		.groupBy(gatherings.id)
		.orderBy(asc(gatherings.startsAt));
}
