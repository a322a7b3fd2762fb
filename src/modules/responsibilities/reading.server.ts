import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { sessionsHeld, type SessionHeld } from '../agenda/group-sessions.server.ts';
import { findGroup, type GroupReader } from '../communities/visible.server.ts';
import { memberships } from '../people/groups.tables.ts';
import type { Person } from '../people/people.server.ts';
import { persons } from '../people/people.tables.ts';
import { historyBefore } from './proposing.server.ts';
import { handovers, roleHolders, roleSwaps, sessionAbsences } from './responsibilities.tables.ts';
import { rolesOf, type Role } from './roles.server.ts';
import type { Had } from './rotation.ts';

/** So many coming sessions are shown, and for so many days one may still write what one hands over. */
const shown = 4;
const daysToHandOver = 60;

type Holder = Awaited<ReturnType<typeof holders>>[number];
type Note = { gatheringId: string; role: string; text: string; by: string | null };
type Known = { sessions: SessionHeld[]; roles: Role[]; holders: Holder[]; swaps: Swap[]; notes: Note[] };
type Swap = { id: string; gatheringId: string; role: string; askedBy: string; askedOf: string | null };

/**
 * The roles of the coming sessions of a group, for who may look inside: who has which, why it was proposed to them, and what
 * the reader can do. A note that was handed over is read by who has the role next, and by who wrote it.
 */
export async function rolesToRead(db: Database, as: GroupReader, slug: string, now = new Date()) {
	const seen = await findGroup(db, as, slug);
	if (!seen?.isInside) return undefined;
	const me = seen.role ? as.person : null;
	const groupId = seen.group.id;
	const known: Known = {
		sessions: await sessionsHeld(db, groupId, { reader: as.reader, personId: as.person?.id ?? null }),
		roles: await rolesOf(db, groupId),
		holders: await holders(db, groupId),
		swaps: me ? await swaps(db, groupId) : [],
		notes: me ? await notes(db, groupId) : []
	};
	const absent = me ? await absences(db, me) : new Set<string>();
	const coming = known.sessions.filter(({ endsAt }) => endsAt > now).slice(0, shown);
	return {
		...seen,
		roles: known.roles,
		sessions: coming.map((session) => ({
			...session,
			isAbsent: absent.has(session.id),
			roles: rolesAt(session, known, me)
		})),
		toHandOver: me ? toHandOver(known, me, now) : [],
		members: me ? await others(db, groupId, me) : []
	};
}

/** The roles of a session: those of its group that are not left out, and those that somebody has. */
function rolesAt(session: SessionHeld, known: Known, me: Person | null) {
	const before = historyBefore(
		known.sessions.slice(0, known.sessions.indexOf(session)),
		known.holders.map(({ personId, ...one }) => ({ ...one, person: personId }))
	);
	const isHere = (one: { gatheringId: string }) => one.gatheringId === session.id;
	const mine = me && known.holders.find((one) => isHere(one) && one.personId === me.id)?.role;
	return known.roles.flatMap((role) => {
		const holder = known.holders.find((one) => isHere(one) && one.role === role.key);
		if (role.leftOutAt && !holder) return [];
		const swap = known.swaps.find((one) => isHere(one) && one.role === role.key);
		const isMine = mine === role.key;
		const { key, name, meaning } = role;
		return {
			...{ key, name, meaning, isMine },
			holder: holder ? { name: holder.name, how: holder.how } : null,
			reason: holder?.how === 'proposed' ? reasonOf(known.sessions, before, key, holder.personId) : null,
			swap: me && swap ? swapFor(me, swap) : null,
			mayTake: Boolean(me) && !holder && !mine,
			note: isMine ? noteBefore(known, session, key) : null
		};
	});
}

function swapFor(me: Person, { id, askedBy, askedOf }: Swap) {
	const mayTake = askedBy !== me.id && (askedOf === null || askedOf === me.id);
	return { id, isMine: askedBy === me.id, mayTake, isForMe: askedOf === me.id };
}

/** When somebody had this role, and any role, for the last time: why it is their turn. */
function reasonOf(sessions: SessionHeld[], before: Had[], role: string, person: string) {
	const theirs = before.filter((had) => had.person === person);
	const on = (some: Had[]) =>
		sessions[Math.max(0, ...some.map(({ session }) => session)) - 1]?.startsAt ?? null;
	return { lastHad: on(theirs.filter((had) => had.role === role)), lastAny: on(theirs) };
}

/** What was handed over with a role at the latest session before this one. */
function noteBefore({ sessions, notes }: Known, session: SessionHeld, role: string) {
	for (const { id, startsAt } of sessions.slice(0, sessions.indexOf(session)).reverse()) {
		const note = notes.find((one) => one.gatheringId === id && one.role === role);
		if (note) return { text: note.text, by: note.by, on: startsAt };
	}
	return null;
}

/** The roles that somebody had lately, with what they wrote for who has them next. */
function toHandOver({ sessions, holders, roles, notes }: Known, me: Person, now: Date) {
	const since = new Date(now.getTime() - daysToHandOver * 24 * 3_600_000);
	return sessions
		.filter(({ startsAt, endsAt }) => startsAt <= now && endsAt > since)
		.flatMap(({ id, title, startsAt }) => {
			const mine = holders.find((one) => one.gatheringId === id && one.personId === me.id);
			const role = roles.find(({ key }) => key === mine?.role);
			if (!role) return [];
			const note = notes.find((one) => one.gatheringId === id && one.role === role.key);
			const { key, name } = role;
			return { session: id, title, startsAt, key, name, text: note?.text ?? '' };
		});
}

async function holders(db: Database, groupId: string) {
	return db
		.select({
			gatheringId: roleHolders.gatheringId,
			role: roleHolders.roleKey,
			personId: roleHolders.personId,
			name: persons.name,
			how: roleHolders.how
		})
		.from(roleHolders)
		.innerJoin(persons, eq(persons.id, roleHolders.personId))
		.where(eq(roleHolders.groupId, groupId));
}

async function swaps(db: Database, groupId: string): Promise<Swap[]> {
	return db
		.select({
			id: roleSwaps.id,
			gatheringId: roleSwaps.gatheringId,
			role: roleSwaps.roleKey,
			askedBy: roleSwaps.askedBy,
			askedOf: roleSwaps.askedOf
		})
		.from(roleSwaps)
		.innerJoin(
			roleHolders,
			and(
				eq(roleHolders.gatheringId, roleSwaps.gatheringId),
				eq(roleHolders.roleKey, roleSwaps.roleKey),
				eq(roleHolders.groupId, groupId)
			)
		);
}

async function notes(db: Database, groupId: string): Promise<Note[]> {
	return db
		.select({
			gatheringId: handovers.gatheringId,
			role: handovers.roleKey,
			text: handovers.text,
			by: persons.name
		})
		.from(handovers)
		.leftJoin(persons, eq(persons.id, handovers.writtenBy))
		.where(eq(handovers.groupId, groupId));
}

async function absences(db: Database, { id }: Person): Promise<Set<string>> {
	const found = await db
		.select({ gatheringId: sessionAbsences.gatheringId })
		.from(sessionAbsences)
		.where(eq(sessionAbsences.personId, id));
	return new Set(found.map(({ gatheringId }) => gatheringId));
}

async function others(db: Database, groupId: string, me: Person) {
	return db
		.select({ id: persons.id, name: persons.name })
		.from(memberships)
		.innerJoin(persons, eq(persons.id, memberships.personId))
		.where(and(eq(memberships.groupId, groupId), sql`${persons.id} <> ${me.id}`))
		.orderBy(persons.name)
		.limit(300);
}
