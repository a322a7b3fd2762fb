import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { pageOf, type PageOf, type Place } from '#platform/paging.ts';
import type { Person } from '../people/people.server.ts';
import { organisations, persons } from '../people/people.tables.ts';
import { profiles } from './allies.tables.ts';
import { mayDecide } from './claiming.server.ts';
import { allyClaims } from './claims.tables.ts';
import { likeness } from './mail-domains.ts';

const claimColumns = {
	id: allyClaims.id,
	profileId: allyClaims.profileId,
	personId: allyClaims.personId,
	message: allyClaims.message,
	askedAt: allyClaims.askedAt,
	name: persons.name,
	email: persons.email,
	website: profiles.website,
	/** What the person says to be in this organisation. */
	role: sql<string | null>`(select f.role from affiliations f where f.person_id = ${persons.id}
		and f.organisation_id = ${profiles.organisationId} and f.until is null)`,
	/** Whether the person signed the charter for this organisation. */
	hasActed: sql<boolean>`exists (select from ally_evidence e
		where e.organisation_id = ${profiles.organisationId} and e.actor_id = ${persons.id})`
};

/** The claims of these pages that wait for an answer, oldest first, with what helps to decide. */
export async function openClaimsOf(db: Database, profileIds: string[]) {
	const claims = await db
		.select(claimColumns)
		.from(allyClaims)
		.innerJoin(persons, eq(persons.id, allyClaims.personId))
		.innerJoin(profiles, eq(profiles.id, allyClaims.profileId))
		.where(and(inArray(allyClaims.profileId, profileIds), sql`${allyClaims.outcome} is null`))
		.orderBy(asc(allyClaims.askedAt), asc(allyClaims.id))
		.limit(200);
	return claims.map(({ website, ...claim }) => ({ ...claim, domain: likeness(claim.email, website) }));
}

export type OpenClaim = Awaited<ReturnType<typeof openClaimsOf>>[number];
export type ClaimedPage = {
	id: string;
	slug: string;
	name: string;
	keepers: number;
	since: string;
	claims: OpenClaim[];
};

const size = 20;

/** The pages that somebody waits to keep, the longest wait first, each with all who ask; for facilitators and administrators. */
export async function pagesClaimed(
	db: Database,
	actor: Person,
	place: Place
): Promise<PageOf<ClaimedPage> | 'forbidden'> {
	if (!actor.isFacilitator && !actor.isAdministrator) return 'forbidden';
	const key = sql<string>`to_char(min(${allyClaims.askedAt}) at time zone 'UTC', 'YYYYMMDDHH24MISSUS') || '.' || ${profiles.id}::text collate "C"`;
	const direction = place.before === undefined ? sql`asc` : sql`desc`;
	const pages = await db
		.select({ ...pageColumns, since: key })
		.from(allyClaims)
		.innerJoin(profiles, eq(profiles.id, allyClaims.profileId))
		.innerJoin(organisations, eq(organisations.id, profiles.organisationId))
		.where(sql`${allyClaims.outcome} is null`)
		.groupBy(profiles.id, organisations.id)
		.having(
			place.after !== undefined
				? sql`${key} > ${place.after}`
				: place.before !== undefined
					? sql`${key} < ${place.before}`
					: undefined
		)
		.orderBy(sql`${key} ${direction}`)
		.limit(size + 1);
	const paged = pageOf(pages, size, place, ({ since }) => since);
	const claims = await openClaimsOf(
		db,
		paged.lines.map(({ id }) => id)
	);
	const withClaims = (page: (typeof pages)[number]) => ({
		...page,
		claims: claims.filter(({ profileId }) => profileId === page.id)
	});
	return { ...paged, lines: paged.lines.map(withClaims) };
}

const pageColumns = {
	id: profiles.id,
	slug: profiles.slug,
	name: organisations.name,
	keepers: sql<number>`(select count(*)::int from ally_keepers k where k.profile_id = ${profiles.id})`
};

/** One claim, answered or not, beside the others that wait for the same page; for those who may answer it. */
export async function claimToDecide(db: Database, actor: Person, claimId: string) {
	const [claim] = await db
		.select({
			...claimColumns,
			outcome: allyClaims.outcome,
			reason: allyClaims.reason,
			decidedAt: allyClaims.decidedAt,
			decidedBy: sql<string | null>`(select h.name from persons h where h.id = ${allyClaims.decidedBy})`
		})
		.from(allyClaims)
		.innerJoin(persons, eq(persons.id, allyClaims.personId))
		.innerJoin(profiles, eq(profiles.id, allyClaims.profileId))
		.where(eq(allyClaims.id, claimId));
	if (!claim || !(await mayDecide(db, actor, claim.profileId))) return undefined;
	const [page] = await db
		.select(pageColumns)
		.from(profiles)
		.innerJoin(organisations, eq(organisations.id, profiles.organisationId))
		.where(eq(profiles.id, claim.profileId));
	const open = await openClaimsOf(db, [claim.profileId]);
	const { website, ...asked } = claim;
	return {
		page: page!,
		claim: { ...asked, domain: likeness(claim.email, website), isOwn: claim.personId === actor.id },
		others: open.filter(({ id }) => id !== claimId)
	};
}
