import { and, asc, desc, eq } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import type { Person } from '../people/people.server.ts';
import {
	editionDays,
	editions,
	programmeVersions,
	sessionPeople,
	sessionResources,
	sessions
} from './assembly.tables.ts';
import { changesBetween, type ProgrammeChange } from './changes.ts';
import { editionOf, findEdition, mayPrepare, type Edition } from './editions.server.ts';
import { minuteOf, type Programme } from './programme.ts';

export type Published = { edition: Edition; number: number; publishedAt: Date; programme: Programme };

/** The programme that is published; undefined when there is none. */
export async function publishedProgramme(db: Database, slug: string): Promise<Published | undefined> {
	const [found] = await db
		.select({ edition: editions, version: programmeVersions })
		.from(editions)
		.innerJoin(programmeVersions, eq(programmeVersions.editionId, editions.id))
		.where(eq(editions.slug, slug))
		.orderBy(desc(programmeVersions.number))
		.limit(1);
	if (!found) return undefined;
	const { number, publishedAt, programme } = found.version;
	return { edition: found.edition, number, publishedAt, programme };
}

/** The session of a programme that is published, with its assembly: what took place in a room of it. */
export async function publishedSession(db: Database, sessionId: string) {
	const edition = await editionOf(db, null, sessionId);
	const published = edition && (await publishedProgramme(db, edition.slug));
	const session = published?.programme.sessions.find(({ id }) => id === sessionId);
	return session && { edition: edition!, slug: session.slug, title: session.title };
}

/** The draft of a programme, in its order: days, then hours where they are known, then the order that was given. */
export async function draftOf(db: Database, edition: Edition): Promise<Programme> {
	const ofEdition = eq(sessions.editionId, edition.id);
	// One after the other: a transaction has one connection.
	const all = await db
		.select()
		.from(sessions)
		.where(ofEdition)
		.orderBy(asc(sessions.day), asc(sessions.position));
	const people = await db
		.select({
			to: sessionPeople.sessionId,
			name: sessionPeople.name,
			role: sessionPeople.role,
			part: sessionPeople.part
		})
		.from(sessionPeople)
		.innerJoin(sessions, and(eq(sessions.id, sessionPeople.sessionId), ofEdition))
		.orderBy(sessionPeople.position);
	const resources = await db
		.select({ to: sessionResources.sessionId, title: sessionResources.title, url: sessionResources.url })
		.from(sessionResources)
		.innerJoin(sessions, and(eq(sessions.id, sessionResources.sessionId), ofEdition))
		.orderBy(sessionResources.position);
	const themes = await db.select().from(editionDays).where(eq(editionDays.editionId, edition.id));
	const of = <One extends { to: string }>(some: One[], id: string) =>
		some.filter(({ to }) => to === id).map(({ to: _, ...rest }) => rest);
	const written = all.map(({ editionId: _, position: __, ...session }) => {
		return { ...session, people: of(people, session.id), resources: of(resources, session.id) };
	});
	const themeOf = new Map(themes.map(({ day, theme }) => [day, theme]));
	return {
		days: daysOf(edition).map((day) => ({ day, theme: themeOf.get(day) ?? '' })),
		sessions: inOrder(written)
	};
}

/** The days of an assembly, one after the other. */
function daysOf({ startsOn, endsOn }: Edition): string[] {
	const days = [];
	for (
		const day = new Date(`${startsOn}T12:00:00Z`);
		days.length < 31;
		day.setUTCDate(day.getUTCDate() + 1)
	) {
		const written = day.toISOString().slice(0, 10);
		if (written > endsOn) break;
		days.push(written);
	}
	return days;
}

/** Sessions that have an hour are put in the order of hours among themselves; the others stay where they were put. */
function inOrder(all: Programme['sessions']): Programme['sessions'] {
	const sorted = all.toSorted((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0));
	for (const day of new Set(sorted.map((one) => one.day))) {
		const places = [...sorted.keys()].filter((at) => sorted[at]!.day === day && sorted[at]!.starts !== null);
		const timed = places
			.map((at) => sorted[at]!)
			.sort((one, other) => minuteOf(one.starts!) - minuteOf(other.starts!));
		for (const [i, at] of places.entries()) sorted[at] = timed[i]!;
	}
	return sorted;
}

export type PublishResult =
	{ ok: true; number: number } | { ok: false; reason: 'forbidden' | 'not-found' | 'unchanged' };

/** Publishes the draft as a new version, when it differs from the last one. */
export async function publishProgramme(
	db: Database,
	person: Person,
	slug: string,
	note: string
): Promise<PublishResult> {
	if (!mayPrepare(person)) return { ok: false, reason: 'forbidden' };
	return db.transaction(async (tx): Promise<PublishResult> => {
		const [edition] = await tx.select().from(editions).where(eq(editions.slug, slug)).for('update');
		if (!edition) return { ok: false, reason: 'not-found' };
		const last = await publishedProgramme(tx, slug);
		const programme = await draftOf(tx, edition);
		if (last && JSON.stringify(sorted(last.programme)) === JSON.stringify(sorted(programme)))
			return { ok: false, reason: 'unchanged' };
		const number = (last?.number ?? 0) + 1;
		await tx
			.insert(programmeVersions)
			.values({ editionId: edition.id, number, programme, note, publishedBy: person.id });
		await recordEvent(tx, { name: 'assembly.published', actorId: person.id, details: { slug, number } });
		return { ok: true, number };
	});
}

/** The same value whatever the order of its names: the database gives them back in another. */
function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value)
			.sort(([one], [other]) => (one < other ? -1 : 1))
			.map(([name, one]) => [name, sorted(one)])
	);
}

export type Version = { number: number; note: string; publishedAt: Date; changes: ProgrammeChange[] };

/** The versions of a programme, the latest first, each with what it changed. */
export async function versionsOf(
	db: Database,
	slug: string
): Promise<{ edition: Edition; versions: Version[] } | undefined> {
	const edition = await findEdition(db, slug);
	if (!edition) return undefined;
	const all = await db
		.select()
		.from(programmeVersions)
		.where(eq(programmeVersions.editionId, edition.id))
		.orderBy(desc(programmeVersions.number))
		.limit(51);
	if (all.length === 0) return undefined;
	const versions = all.slice(0, 50).map(({ number, note, publishedAt, programme }, i) => {
		const before = all[i + 1]?.programme;
		return { number, note, publishedAt, changes: before ? changesBetween(before, programme) : [] };
	});
	return { edition, versions };
}
