import { createHash, randomBytes } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Person } from '../people/people.server.ts';
import { persons, roles } from '../people/people.tables.ts';
import { calendarFeeds } from './registrations.tables.ts';

/** Makes the private address of a person's calendar and returns its secret, which nobody can read again; a former one ends. */
export async function makeFeed(db: Database, { id }: Person): Promise<string> {
	const token = randomBytes(24).toString('hex');
	const digest = digestOf(token);
	await db
		.insert(calendarFeeds)
		.values({ personId: id, digest })
		.onConflictDoUpdate({ target: calendarFeeds.personId, set: { digest, createdAt: sql`now()` } });
	return token;
}

/** Withdraws it: it opens nothing any more. */
export async function revokeFeed(db: Database, { id }: Person): Promise<void> {
	await db.delete(calendarFeeds).where(eq(calendarFeeds.personId, id));
}

/** Since when a person has a private address; null when they have none. */
export async function feedSince(db: Database, { id }: Person): Promise<Date | null> {
	const [feed] = await db
		.select({ createdAt: calendarFeeds.createdAt })
		.from(calendarFeeds)
		.where(eq(calendarFeeds.personId, id));
	return feed?.createdAt ?? null;
}

/** Whose calendar a private address opens. */
export async function readerOfFeed(db: Database, token: string): Promise<Person | undefined> {
	if (!/^[0-9a-f]{48}$/.test(token)) return undefined;
	const has = (role: 'administrator' | 'facilitator') =>
		sql<boolean>`exists (select from ${roles} where ${roles.personId} = ${persons.id} and ${roles.role} = ${role})`;
	const [found] = await db
		.select({
			...{ id: persons.id, name: persons.name, locale: persons.locale },
			email: sql<string>`coalesce(${persons.email}, '')`,
			isWelcomed: sql<boolean>`${persons.welcomedAt} is not null`,
			isAdministrator: has('administrator'),
			isFacilitator: has('facilitator')
		})
		.from(calendarFeeds)
		.innerJoin(persons, eq(persons.id, calendarFeeds.personId))
		.where(eq(calendarFeeds.digest, digestOf(token)));
	return found;
}

function digestOf(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}
