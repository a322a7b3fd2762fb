import { and, asc, eq, inArray, isNotNull, or, sql } from 'drizzle-orm';
import { oncePerDatabase, type Database } from '#platform/database.server.ts';
import { organisations, persons } from '../people/people.tables.ts';
import { allyKeepers, profiles } from './allies.tables.ts';
import type { Reader } from './audiences.ts';
import { isRead, listings } from './listings.tables.ts';

/** An organisation or a person as the kernel knows them: one of the two. */
export type Subject = { organisationId: string | null; personId: string | null };

const kept = oncePerDatabase((db) =>
	db
		.select({ id: organisations.id, name: organisations.name, slug: profiles.slug })
		.from(allyKeepers)
		.innerJoin(profiles, eq(profiles.id, allyKeepers.profileId))
		.innerJoin(organisations, eq(organisations.id, profiles.organisationId))
		.where(eq(allyKeepers.personId, sql.placeholder('person')))
		.orderBy(sql`search_key(${organisations.name})`, organisations.id)
		.prepare('organisations_kept')
);

/** The organisations whose page a person keeps: those in whose name they may act among allies. */
export async function organisationsKept(db: Database, { id }: { id: string }) {
	return kept(db).execute({ person: id });
}

/** Whether somebody keeps the page of an organisation. */
export async function keeps(db: Database, person: { id: string }, organisationId: string): Promise<boolean> {
	return (await organisationsKept(db, person)).some(({ id }) => id === organisationId);
}

/** Who answers for each of these: the keepers of the page of an organisation, or the person; with an address only. */
export async function answerersFor(db: Database, subject: Subject) {
	const keeps = sql`exists (select from ${allyKeepers} join ${profiles} on ${profiles.id} = ${allyKeepers.profileId}
		where ${profiles.organisationId} = ${subject.organisationId} and ${allyKeepers.personId} = ${persons.id})`;
	const found = await db
		.select({ id: persons.id, name: persons.name, email: persons.email, locale: persons.locale })
		.from(persons)
		.where(and(subject.organisationId ? keeps : eq(persons.id, subject.personId!), isNotNull(persons.email)))
		.orderBy(asc(persons.id));
	return found.map((answerer) => ({ ...answerer, email: answerer.email! }));
}

/** These organisations and persons as an audience may see their pages, by their id; those hidden from it are left out. */
export async function listedSubjects(
	db: Database,
	audience: Reader,
	subjects: Subject[]
): Promise<Map<string, ListedSubject>> {
	const organisationIds = subjects.flatMap(({ organisationId }) => organisationId ?? []);
	const personIds = subjects.flatMap(({ personId }) => personId ?? []);
	if (organisationIds.length + personIds.length === 0) return new Map();
	const rows = await db
		.select(listedColumns)
		.from(profiles)
		.innerJoin(listings, and(eq(listings.profileId, profiles.id), isRead(audience)))
		.where(or(inArray(profiles.organisationId, organisationIds), inArray(profiles.personId, personIds)));
	return new Map(rows.map((row) => [(row.organisationId ?? row.personId)!, row]));
}

const listedColumns = {
	profileId: listings.profileId,
	organisationId: profiles.organisationId,
	personId: profiles.personId,
	slug: listings.slug,
	name: listings.name,
	sentence: listings.sentence,
	territoryId: listings.territoryId,
	placeLabel: listings.placeLabel,
	departementCode: listings.departementCode,
	regionCode: listings.regionCode,
	latitude: listings.latitude,
	longitude: listings.longitude,
	circles: listings.circles,
	activities: listings.activities
};

export type ListedSubject = {
	[Column in keyof typeof listedColumns]: (typeof listedColumns)[Column]['_']['notNull'] extends true
		? (typeof listedColumns)[Column]['_']['data']
		: (typeof listedColumns)[Column]['_']['data'] | null;
};

/** The organisation or person whose page an audience may see at this address, and whether somebody answers for it. */
export async function subjectAt(
	db: Database,
	audience: Reader,
	slug: string
): Promise<(ListedSubject & { isReachable: boolean }) | undefined> {
	const [found] = await db
		.select({ ...listedColumns, isReachable })
		.from(listings)
		.innerJoin(profiles, eq(profiles.id, listings.profileId))
		.where(and(eq(listings.slug, slug.slice(0, 200)), isRead(audience)));
	return found;
}

/** Somebody answers for a page that is joined: a keeper of the page of an organisation, or the person. */
export const isReachable = sql<boolean>`(exists (select from ally_keepers k where k.profile_id = ${profiles.id})
	or exists (select from persons h where h.id = ${profiles.personId} and h.email is not null))`;
