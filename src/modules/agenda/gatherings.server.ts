import { and, asc, desc, eq, gt, sql } from 'drizzle-orm';
import { oncePerDatabase, type Database } from '#platform/database.server.ts';
import { organisations } from '../people/people.tables.ts';
import { gatheringCancellations, gatherings, participations } from './agenda.tables.ts';
import { visibleTo } from './visible.server.ts';

const takesPlace = sql`not exists (select from ${gatheringCancellations} where ${gatheringCancellations.gatheringId} = ${gatherings.id})`;

const upcoming = oncePerDatabase((db) =>
	db
		.select({
			id: gatherings.id,
			kind: gatherings.kind,
			title: gatherings.title,
			summary: gatherings.summary,
			slug: gatherings.slug,
			placeLabel: gatherings.placeLabel,
			startsAt: gatherings.startsAt,
			endsAt: gatherings.endsAt,
			timeZone: gatherings.timeZone
		})
		.from(gatherings)
		.where(and(gt(gatherings.endsAt, sql.placeholder('now')), visibleTo('public'), takesPlace))
		.orderBy(asc(gatherings.startsAt), asc(gatherings.id))
		.limit(sql.placeholder('most'))
		.prepare('upcoming_gatherings')
);

/** The gatherings that everybody may see and that come next or are under way, soonest first, at most `most`. */
export async function upcomingGatherings(db: Database, most: number, now = new Date()) {
	return upcoming(db).execute({ now, most });
}

/** Who took part in what: the latest gatherings that had participants, and the organisations that met there. */
export type SharedWork = {
	gatherings: { id: string; title: string }[];
	organisations: { id: string; name: string; kind: string; gatherings: string[] }[];
};

const latestMet = oncePerDatabase((db) => {
	const latest = db
		.select({ id: gatherings.id, title: gatherings.title, startsAt: gatherings.startsAt })
		.from(gatherings)
		.where(
			and(
				visibleTo('public'),
				sql`exists (select 1 from ${participations} where ${participations.gatheringId} = ${gatherings.id})`
			)
		)
		.orderBy(desc(gatherings.startsAt), desc(gatherings.id))
		.limit(sql.placeholder('most'))
		.as('latest');
	return db
		.select({
			gatheringId: latest.id,
			title: latest.title,
			organisationId: organisations.id,
			name: organisations.name,
			kind: organisations.kind
		})
		.from(latest)
		.innerJoin(participations, eq(participations.gatheringId, latest.id))
		.innerJoin(organisations, eq(organisations.id, participations.organisationId))
		.orderBy(asc(latest.startsAt), asc(latest.id), asc(organisations.name))
		.prepare('shared_work');
});

/** What the weave of the home page is drawn from: the `most` latest gatherings for everybody, oldest first, and who met there. */
export async function sharedWork(db: Database, most: number): Promise<SharedWork> {
	const met = new Map<string, { id: string; title: string }>();
	const allies = new Map<string, SharedWork['organisations'][number]>();
	for (const row of await latestMet(db).execute({ most })) {
		met.set(row.gatheringId, { id: row.gatheringId, title: row.title });
		const ally = allies.get(row.organisationId) ?? {
			id: row.organisationId,
			name: row.name,
			kind: row.kind,
			gatherings: []
		};
		ally.gatherings.push(row.gatheringId);
		allies.set(row.organisationId, ally);
	}
	return { gatherings: [...met.values()], organisations: [...allies.values()] };
}
