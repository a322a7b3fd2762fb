import { createHmac, timingSafeEqual } from 'node:crypto';
import { and, desc, eq, gt, lt, ne, or, sql } from 'drizzle-orm';
import { oncePerDatabase, type Database } from '#platform/database.server.ts';
import type { Person } from './people.server.ts';
import { persons, roles } from './people.tables.ts';
import { isSharedPersona } from './personas.ts';
import { sessions } from './sign-in.tables.ts';

/** How long a session lasts without a visit, in seconds. */
export const sessionLasts = 30 * 24 * 3600;
/** A session is prolonged by a visit once this old, in seconds: one write a day for each device. */
const prolongedAfter = 24 * 3600;

/** The value of a session's cookie: its token and the proof that we gave it, as better-auth signs them. */
export function signedToken(token: string, secret: string): string {
	return `${token}.${proofOf(token, secret).toString('base64')}`;
}

/** The token of a session's cookie, or nothing when we did not sign it. */
export function tokenIn(cookie: string, secret: string): string | undefined {
	const dot = cookie.lastIndexOf('.');
	if (dot < 1) return undefined;
	const token = cookie.slice(0, dot);
	const given = Buffer.from(cookie.slice(dot + 1), 'base64');
	const proof = proofOf(token, secret);
	return given.length === proof.length && timingSafeEqual(given, proof) ? token : undefined;
}

function proofOf(token: string, secret: string): Buffer {
	return createHmac('sha256', secret).update(token).digest();
}

const sessionWith = oncePerDatabase((db) =>
	db
		.select({
			id: persons.id,
			name: persons.name,
			email: persons.email,
			locale: persons.locale,
			welcomedAt: persons.welcomedAt,
			roles: sql<string>`(select coalesce(string_agg(${roles.role}, ' '), '') from ${roles} where ${roles.personId} = ${persons.id})`,
			isAging: sql<boolean>`${sessions.updatedAt} < now() - make_interval(secs => ${sql.raw(String(prolongedAfter))})`
		})
		.from(sessions)
		.innerJoin(persons, eq(persons.id, sessions.userId))
		.where(and(eq(sessions.token, sql.placeholder('token')), gt(sessions.expiresAt, sql`now()`)))
		.prepare('session_with_token')
);

/** Who is signed in with this token, in one query; `isAging` says that the session wants {@link prolongSession}. */
export async function personWithSession(
	db: Database,
	token: string
): Promise<{ person: Person; isAging: boolean } | undefined> {
	const [found] = await sessionWith(db).execute({ token });
	if (!found) return undefined;
	const { isAging, welcomedAt, roles: held, email, ...known } = found;
	const person: Person = {
		...known,
		email: email ?? '',
		isAdministrator: held.includes('administrator'),
		isFacilitator: held.includes('facilitator'),
		isWelcomed: welcomedAt !== null
	};
	return { person, isAging };
}

/** Lets a session last its full time again from now. */
export async function prolongSession(db: Database, token: string): Promise<void> {
	const expiresAt = sql`now() + make_interval(secs => ${sessionLasts})`;
	await db
		.update(sessions)
		.set({ expiresAt, updatedAt: sql`now()` })
		.where(eq(sessions.token, token));
}

/** The characters of a demonstration are played by many: nobody sees or closes the sessions of the other visitors. */
function isPlayedByOneOnly(person: Person) {
	if (!isSharedPersona(person.email)) return undefined;
	return sql`not exists (select 1 from ${persons} where ${persons.id} = ${person.id} and ${persons.isInvented})`;
}

/** The sessions that a person has open, the latest visit first; `isCurrent` marks the one of this token. */
export async function sessionsOf(db: Database, person: Person, token: string) {
	const alone = isPlayedByOneOnly(person);
	const seen = alone && or(eq(sessions.token, token), alone);
	return db
		.select({
			id: sessions.id,
			userAgent: sessions.userAgent,
			openedAt: sessions.createdAt,
			lastSeenAt: sessions.updatedAt,
			isCurrent: sql<boolean>`${sessions.token} = ${token}`
		})
		.from(sessions)
		.where(and(eq(sessions.userId, person.id), gt(sessions.expiresAt, sql`now()`), seen))
		.orderBy(desc(sessions.updatedAt), desc(sessions.id))
		.limit(100);
}

/** Closes one of a person's own sessions. Says false when it is not theirs or is closed already. */
export async function revokeSession(db: Database, person: Person, sessionId: string): Promise<boolean> {
	const own = and(eq(sessions.id, sessionId), eq(sessions.userId, person.id), isPlayedByOneOnly(person));
	const closed = await db.delete(sessions).where(own).returning({ id: sessions.id });
	return closed.length > 0;
}

/** Closes all of a person's sessions but the one of this token, and says how many. */
export async function revokeOtherSessions(db: Database, person: Person, token: string): Promise<number> {
	const others = and(eq(sessions.userId, person.id), ne(sessions.token, token), isPlayedByOneOnly(person));
	return (await db.delete(sessions).where(others).returning({ id: sessions.id })).length;
}

/** Closes the session of a token: sign-out. */
export async function closeSession(db: Database, token: string): Promise<void> {
	await db.delete(sessions).where(eq(sessions.token, token));
}

/** Erases the sessions that are over. */
export async function forgetOldSessions(db: Database): Promise<void> {
	await db.delete(sessions).where(lt(sessions.expiresAt, sql`now()`));
}
