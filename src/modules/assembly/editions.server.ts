import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import type { Person } from '../people/people.server.ts';
import type { EditionInput } from './assembly.input.ts';
import { editions, programmeVersions, sessions } from './assembly.tables.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'assembly.prepared': { slug: string };
		'assembly.published': { slug: string; number: number };
	}
}

export type Edition = typeof editions.$inferSelect;

/** Facilitators prepare assemblies. */
export function mayPrepare(person: Person | null): person is Person {
	return person !== null && (person.isFacilitator || person.isAdministrator);
}

const isPublished = sql<boolean>`exists (
	select from ${programmeVersions} where ${programmeVersions.editionId} = ${editions.id})`;

/** The assemblies whose programme was published, and for those who prepare them the others too; the latest first. */
export async function editionsFor(db: Database, person: Person | null) {
	const all = await db
		.select({
			slug: editions.slug,
			title: editions.title,
			startsOn: editions.startsOn,
			endsOn: editions.endsOn,
			place: editions.place,
			isPublished
		})
		.from(editions)
		.orderBy(desc(editions.startsOn))
		.limit(100);
	return all.filter((edition) => edition.isPublished || mayPrepare(person));
}

/** The addresses of those of these assemblies that everybody may see. */
export async function publishedSlugs(db: Database, ids: string[]): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.select({ id: editions.id, slug: editions.slug })
		.from(editions)
		.where(and(inArray(editions.id, ids), isPublished));
	return new Map(rows.map(({ id, slug }) => [id, slug]));
}

export async function findEdition(db: Database, slug: string): Promise<Edition | undefined> {
	const [found] = await db.select().from(editions).where(eq(editions.slug, slug));
	return found;
}

/** The assembly at this address, for whoever may see it: its programme was published, or they prepare it. */
export async function editionFor(
	db: Database,
	person: Person | null,
	slug: string
): Promise<Edition | undefined> {
	const mayAlways = mayPrepare(person);
	const [found] = await db
		.select()
		.from(editions)
		.where(and(eq(editions.slug, slug), mayAlways ? undefined : isPublished));
	return found;
}

/** The assembly of a session, for whoever may see it; without a session, the latest one. */
export async function editionOf(db: Database, person: Person | null, sessionId: string | null) {
	const mayAlways = mayPrepare(person);
	const isIts = sessionId
		? sql`exists (select from ${sessions} s where s.edition_id = ${editions.id} and s.id = ${sessionId})`
		: undefined;
	const [found] = await db
		.select({ slug: editions.slug, title: editions.title })
		.from(editions)
		.where(and(isIts, mayAlways ? undefined : isPublished))
		.orderBy(desc(editions.startsOn))
		.limit(1);
	return found;
}

export type EditionResult = { ok: true; slug: string } | { ok: false; reason: 'forbidden' | 'taken' };

/** Begins to prepare an assembly, under an address that no other has. */
export async function openEdition(db: Database, person: Person, input: EditionInput): Promise<EditionResult> {
	if (!mayPrepare(person)) return { ok: false, reason: 'forbidden' };
	return db.transaction(async (tx): Promise<EditionResult> => {
		const opened = await tx
			.insert(editions)
			.values({ id: uuidv7(), ...input, createdBy: person.id })
			.onConflictDoNothing()
			.returning({ slug: editions.slug });
		if (opened.length === 0) return { ok: false, reason: 'taken' };
		await recordEvent(tx, { name: 'assembly.prepared', actorId: person.id, details: { slug: input.slug } });
		return { ok: true, slug: input.slug };
	});
}
