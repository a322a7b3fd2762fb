import { and, desc, eq, gt, isNotNull, lt, ne, sql } from 'drizzle-orm';
import { oncePerDatabase, type Database } from '#platform/database.server.ts';
import { pageOf, type Place } from '#platform/paging.ts';
import type { Person } from '../people/people.server.ts';
import { organisations, persons } from '../people/people.tables.ts';
import { allyKeepers, profiles } from './allies.tables.ts';
import { audienceOf } from './audience.server.ts';
import { isKeeper } from './claiming.server.ts';
import { allyClaims } from './claims.tables.ts';
import { allyPage } from './page.server.ts';

const kept = oncePerDatabase((db) =>
	db
		.select({ slug: profiles.slug, name: organisations.name, since: allyKeepers.since })
		.from(allyKeepers)
		.innerJoin(profiles, eq(profiles.id, allyKeepers.profileId))
		.innerJoin(organisations, eq(organisations.id, profiles.organisationId))
		.where(eq(allyKeepers.personId, sql.placeholder('person')))
		.orderBy(organisations.name, profiles.id)
		.limit(100)
		.prepare('pages_kept')
);

const claimed = oncePerDatabase((db) =>
	db
		.select({
			id: allyClaims.id,
			page: { slug: profiles.slug, name: organisations.name },
			askedAt: allyClaims.askedAt,
			decidedAt: allyClaims.decidedAt,
			outcome: allyClaims.outcome,
			reason: allyClaims.reason
		})
		.from(allyClaims)
		.innerJoin(profiles, eq(profiles.id, allyClaims.profileId))
		.innerJoin(organisations, eq(organisations.id, profiles.organisationId))
		.where(eq(allyClaims.personId, sql.placeholder('person')))
		.orderBy(desc(allyClaims.askedAt), desc(allyClaims.id))
		.limit(20)
		.prepare('pages_claimed')
);

/** The pages that a person keeps, by name, and those that they asked to keep, the latest first. */
export async function pagesOfKeeper(db: Database, person: Pick<Person, 'id'>) {
	const asked = { person: person.id };
	return { kept: await kept(db).execute(asked), claims: await claimed(db).execute(asked) };
}

/** The page of an organisation that somebody may ask to keep, with what they asked of it before, the latest first. */
export async function pageToClaim(db: Database, person: Person, slug: string) {
	const page = await allyPage(db, await audienceOf(db, person), slug);
	if (!page || 'movedTo' in page) return page;
	if (!page.isOrganisation) return undefined;
	const { profileId, name, isKept } = page;
	const claims = await db
		.select({
			id: allyClaims.id,
			askedAt: allyClaims.askedAt,
			decidedAt: allyClaims.decidedAt,
			outcome: allyClaims.outcome,
			reason: allyClaims.reason
		})
		.from(allyClaims)
		.where(and(eq(allyClaims.profileId, profileId), eq(allyClaims.personId, person.id)))
		.orderBy(desc(allyClaims.askedAt), desc(allyClaims.id))
		.limit(10);
	const open = claims.find(({ outcome }) => outcome === null) ?? null;
	const past = claims.filter(({ outcome }) => outcome !== null);
	return { page: { slug, name, isKept }, open, past, keepsIt: await isKeeper(db, person, profileId) };
}

const size = 30;
const isId = (key: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key);

/** The claims that were answered, those asked last first, with their reasons; for facilitators and administrators. */
export async function claimsAnswered(db: Database, actor: Person, place: Place) {
	if (!actor.isFacilitator && !actor.isAdministrator) return 'forbidden';
	const isBefore = place.before !== undefined;
	const key = place.after ?? place.before ?? '';
	const beyond = isId(key) ? key : undefined;
	const found = await db
		.select({
			id: allyClaims.id,
			slug: profiles.slug,
			organisation: organisations.name,
			name: persons.name,
			outcome: allyClaims.outcome,
			reason: allyClaims.reason,
			decidedAt: allyClaims.decidedAt,
			decidedBy: sql<string | null>`(select h.name from persons h where h.id = ${allyClaims.decidedBy})`
		})
		.from(allyClaims)
		.innerJoin(profiles, eq(profiles.id, allyClaims.profileId))
		.innerJoin(organisations, eq(organisations.id, profiles.organisationId))
		.innerJoin(persons, eq(persons.id, allyClaims.personId))
		.where(
			and(
				isNotNull(allyClaims.outcome),
				ne(allyClaims.outcome, 'withdrawn'),
				beyond === undefined ? undefined : isBefore ? gt(allyClaims.id, beyond) : lt(allyClaims.id, beyond)
			)
		)
		.orderBy(isBefore ? allyClaims.id : desc(allyClaims.id))
		.limit(size + 1);
	return pageOf(found, size, place, ({ id }) => id);
}
