import { and, asc, desc, eq, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import { oncePerDatabase, type Database } from '#platform/database.server.ts';
import { pageOf, type PageOf, type Place } from '#platform/paging.ts';
import { organisations, persons } from '../people/people.tables.ts';
import { beside, keyOfRow, readKey } from './register-key.server.ts';
import { charterCounts, charterSignatures as signatures } from './signatures.tables.ts';

/** What a register lists: everyone, one kind of signatory, or those who have not signed a later version. */
export const registerParts = ['all', 'organisations', 'persons', 'awaited'] as const;
export type RegisterPart = (typeof registerParts)[number];

/**
 * The one rule of what the register shows, whoever asks: an organisation always, a person who lets their name be shown.
 * Whatever shows signatures filters with it and takes its columns from {@link shownColumns}.
 */
const isShown = sql`(${signatures.organisationId} is not null or ${signatures.isNamePublic})`;

const parts: Record<RegisterPart, SQL | undefined> = {
	all: undefined,
	organisations: isNotNull(signatures.organisationId),
	persons: and(isNull(signatures.organisationId), eq(signatures.isNamePublic, true)),
	awaited: isNull(signatures.renewedAt)
};

/** The person who signs for an organisation is named, with their quality, only when they wish so. */
const isMandataryShown = sql`${signatures.organisationId} is not null and ${signatures.isNamePublic}`;

const shownColumns = {
	id: signatures.id,
	name: signatures.name,
	isOrganisation: sql<boolean>`${signatures.organisationId} is not null`,
	kind: organisations.kind,
	place: organisations.place,
	mandatary: sql<string | null>`case when ${isMandataryShown} then ${persons.name} end`,
	mandate: sql<string | null>`case when ${isMandataryShown} then ${signatures.mandate} end`,
	reservation: signatures.reservation,
	signedAt: signatures.signedAt,
	key: keyOfRow
};

/** A line of the register: only what everybody may read. */
export type RegisterEntry = Awaited<ReturnType<typeof entries>>[number];

/** Which signatures a page, an export or a search reads: those that are shown, of one version, of one part. */
export function shownIn(version: number | SQL, part: RegisterPart): SQL {
	return and(isShown, eq(signatures.version, version), parts[part])!;
}

/** Signatures in the order of the register: latest first or, to read the page before a key, the other way round. */
export function registerOrder(place: Place): SQL[] {
	if (place.before !== undefined) return [asc(signatures.signedAt), asc(signatures.id)];
	return [sql`${signatures.signedAt} desc nulls first`, sql`${signatures.id} desc nulls first`];
}

/** A page of the public register of a version, latest signature first. */
export async function registerPage(
	db: Database,
	version: number,
	part: RegisterPart,
	place: Place,
	size = 50
): Promise<PageOf<RegisterEntry>> {
	const key = readKey(place);
	const direction = !key ? 'first' : place.after === undefined ? 'before' : 'after';
	const found = await pages(db)(part, direction).execute({ version, size: size + 1, ...key });
	return pageOf(found, size, place, (entry) => entry.key);
}

/** The latest signatures of a version that the register shows. */
export async function latestSignatures(db: Database, version: number, size = 6): Promise<RegisterEntry[]> {
	return pages(db)('all', 'first').execute({ version, size });
}

type Direction = 'first' | 'after' | 'before';

const pages = oncePerDatabase((db) => {
	const prepared = new Map<string, ReturnType<typeof preparePage>>();
	return (part: RegisterPart, direction: Direction) => {
		const name = `charter_register_${part}_${direction}`;
		const known = prepared.get(name) ?? preparePage(db, part, direction, name);
		prepared.set(name, known);
		return known;
	};
});

function preparePage(db: Database, part: RegisterPart, direction: Direction, name: string) {
	const isBeside =
		direction === 'first' ? undefined : beside(direction, sql.placeholder('moment'), sql.placeholder('id'));
	return entries(db)
		.where(and(shownIn(sql`${sql.placeholder('version')}`, part), isBeside))
		.orderBy(...registerOrder(direction === 'before' ? { before: '' } : {}))
		.limit(sql.placeholder('size'))
		.prepare(name);
}

/** The signatures of the register among these, latest first: for what was found by a search. */
export async function registerEntries(db: Database, ids: string[]): Promise<RegisterEntry[]> {
	if (ids.length === 0) return [];
	return entries(db)
		.where(and(isShown, sql`${signatures.id} = any(${sql.param(ids)}::uuid[])`))
		.orderBy(desc(signatures.signedAt), desc(signatures.id));
}

/** The signature of the register that has this id, or nothing. */
export async function findRegisterEntry(db: Database, id: string): Promise<RegisterEntry | undefined> {
	return (await registerEntries(db, [id]))[0];
}

function entries(db: Database) {
	return db
		.select(shownColumns)
		.from(signatures)
		.leftJoin(organisations, eq(organisations.id, signatures.organisationId))
		.leftJoin(persons, eq(persons.id, signatures.personId));
}

export type SignatureCounts = {
	persons: number;
	organisations: number;
	/** Of the persons, how many the register does not name. */
	privatePersons: number;
	awaited: number;
};

const counts = oncePerDatabase((db) =>
	db
		.select({
			persons: charterCounts.persons,
			organisations: charterCounts.organisations,
			privatePersons: charterCounts.privatePersons,
			awaited: charterCounts.awaited
		})
		.from(charterCounts)
		.where(eq(charterCounts.version, sql.placeholder('version')))
		.prepare('charter_counts')
);

/** How many signatures a version has; read from what is counted as people sign. */
export async function signatureCounts(db: Database, version: number): Promise<SignatureCounts> {
	const [row] = await counts(db).execute({ version });
	return row ?? { persons: 0, organisations: 0, privatePersons: 0, awaited: 0 };
}
