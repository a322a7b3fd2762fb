import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { profiles } from './allies.tables.ts';
import type { Reader } from './audiences.ts';
import { isReachable } from './subjects.server.ts';
import { isRead, listings, placeOf } from './listings.tables.ts';

type Point = { latitude: number; longitude: number };

/** What one looks for among the allies: skills that they offer, around a point or anywhere. */
export type Wanted = {
	skillIds: string[];
	near: Point | null;
	/** What the one who looks shares with others: circles, and gatherings as {@link gatheringKey} names them. */
	circles: string[];
	gatherings: string[];
	/** Whether to find too the organisations whose page nobody keeps and the people without an address. */
	withUnreachable?: boolean;
};

export type Candidate = Awaited<ReturnType<typeof nearest>>[number];

const enough = 40;
const most = 200;
/** With fewer that somebody answers for, those are looked for by themselves. */
const few = 16;

/**
 * Allies who offer one of these skills, with what this audience may know of them and nothing else: the nearest first, a few
 * hundred at most. Where hardly any page is kept, it looks for those that are by themselves.
 */
export async function candidatesFor(db: Database, audience: Reader, wanted: Wanted): Promise<Candidate[]> {
	if (wanted.skillIds.length === 0) return [];
	const found = await nearest(db, audience, wanted);
	if (wanted.withUnreachable) return found;
	const reachable = found.filter((candidate) => candidate.isReachable);
	if (reachable.length >= few || found.length < enough) return reachable;
	const known = new Set(reachable.map(({ profileId }) => profileId));
	const others = await nearest(db, audience, wanted, answeredFor);
	return [...reachable, ...others.filter(({ profileId }) => !known.has(profileId))];
}

/** The pages for which somebody answers, begun from their keepers and from the persons with an address. */
const answeredFor = sql`${listings.profileId} in (select k.profile_id from ally_keepers k
	union all select q.id from ally_profiles q join persons h on h.id = q.person_id where h.email is not null)`;

/** The name under which a gathering of a page is compared: its title and its day. */
export function gatheringKey({ title, on }: { title: string; on: string }): string {
	return `${on} ${title}`;
}

/** Not prepared: only with the values known does PostgreSQL choose well between a rare skill and one that many offer. */
function nearest(db: Database, audience: Reader, wanted: Wanted, where?: SQL) {
	const skills = sql`${sql.param(wanted.skillIds)}::uuid[]`;
	return db
		.select({
			profileId: listings.profileId,
			organisationId: profiles.organisationId,
			personId: profiles.personId,
			slug: listings.slug,
			name: listings.name,
			kind: listings.kind,
			sentence: listings.sentence,
			placeLabel: listings.placeLabel,
			departementCode: listings.departementCode,
			regionCode: listings.regionCode,
			latitude: listings.latitude,
			longitude: listings.longitude,
			isApproximate: listings.isApproximate,
			offers: sql<string[]>`array(select unnest(${listings.offers}) intersect select unnest(${skills}))`,
			circles: shared(sql`unnest(${listings.circles}) as mine(key)`, wanted.circles),
			gatherings: shared(gatherings, wanted.gatherings),
			isReachable,
			updatedAt: listings.updatedAt
		})
		.from(listings)
		.innerJoin(profiles, eq(profiles.id, listings.profileId))
		.where(and(isRead(audience), sql`${listings.offers} && ${skills}`, where))
		.orderBy(
			wanted.near ? distance(wanted.near, where === undefined) : where === undefined ? latest : latestOfThese
		)
		.limit(most);
}

const gatherings = sql`jsonb_array_elements(${listings.activities}) a,
	lateral (select (a->>'on') || ' ' || (a->>'title')) as mine(key)`;

function shared(from: SQL, keys: string[]): SQL<string[]> {
	if (keys.length === 0) return sql<string[]>`'{}'::text[]`;
	return sql<
		string[]
	>`array(select mine.key from ${from} where mine.key = any(${sql.param(keys)}::text[]) order by 1)`;
}

const latest = sql`${listings.updatedAt} desc`;
/** The same order without its index, which would be walked to the end for the few that a condition keeps. */
const latestOfThese = sql`extract(epoch from ${listings.updatedAt}) desc`;

/** The nearest first, by the index of places unless a condition keeps so few that it would be walked to the end for them. */
function distance({ longitude, latitude }: Point, isByIndex: boolean): SQL {
	const away = sql`${placeOf(listings.longitude, listings.latitude)} <-> ${placeOf(sql`${longitude}::float8`, sql`${latitude}::float8`)}`;
	return isByIndex ? away : sql`(${away}) + 0`;
}
