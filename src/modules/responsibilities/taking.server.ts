import { and, eq, inArray, or } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { HappenedEvent } from '#platform/events/events.server.ts';
import { sessionsHeld, type SessionHeld } from '../agenda/group-sessions.server.ts';
import { holdAsMember, isOutside, type Group } from '../communities/visible.server.ts';
import type { Person } from '../people/people.server.ts';
import type { SessionRoleInput } from './responsibilities.input.ts';
import { roleHolders, roleSwaps, sessionAbsences } from './responsibilities.tables.ts';
import { findRole, settleRoles } from './roles.server.ts';

export type TakingResult =
	| { ok: true }
	| {
			ok: false;
			reason: 'not-found' | 'closed' | 'over' | 'taken' | 'has-one' | 'not-theirs' | 'already-asked';
	  };

type Held = { ok: true; group: Group; session: SessionHeld };

/** A coming session of a group of which a person is a member, its group held until the end of the transaction. */
export async function holdSession(
	tx: Database,
	person: Person,
	slug: string,
	gatheringId: string
): Promise<Held | Extract<TakingResult, { ok: false }>> {
	const held = await holdAsMember(tx, person, slug);
	if (!held) return { ok: false, reason: 'not-found' };
	if (held.group.closedAt) return { ok: false, reason: 'closed' };
	const session = await sessionOf(tx, held.group.id, gatheringId);
	if (!session) return { ok: false, reason: 'not-found' };
	return session.endsAt > new Date()
		? { ok: true, group: held.group, session }
		: { ok: false, reason: 'over' };
}

/** A session of a group that is remembered. */
export async function sessionOf(tx: Database, groupId: string, gatheringId: string) {
	return (await sessionsHeld(tx, groupId)).find(({ id }) => id === gatheringId);
}

/** Takes a role of a session, by oneself. The keys of the table decide: one person a role, and one role a person. */
export async function volunteer(
	db: Database,
	person: Person,
	slug: string,
	{ session: gatheringId, role }: SessionRoleInput
): Promise<TakingResult> {
	return db.transaction(async (tx): Promise<TakingResult> => {
		const held = await holdSession(tx, person, slug, gatheringId);
		if (!held.ok) return held;
		const groupId = held.group.id;
		await settleRoles(tx, groupId);
		if (!(await findRole(tx, groupId, role))) return { ok: false, reason: 'not-found' };
		const taken = await tx
			.insert(roleHolders)
			.values({ gatheringId, groupId, roleKey: role, personId: person.id, how: 'volunteered' })
			.onConflictDoNothing()
			.returning({ personId: roleHolders.personId });
		if (taken.length === 0) return why(tx, person, gatheringId, role);
		await sayPresent(tx, gatheringId, person.id);
		return { ok: true };
	});
}

async function why(tx: Database, person: Person, gatheringId: string, role: string): Promise<TakingResult> {
	const theirs = await roleAt(tx, gatheringId, person.id);
	if (theirs === role) return { ok: true };
	return { ok: false, reason: theirs ? 'has-one' : 'taken' };
}

/** The role that a person has at a session, if any. */
export async function roleAt(
	tx: Database,
	gatheringId: string,
	personId: string
): Promise<string | undefined> {
	const [found] = await tx
		.select({ role: roleHolders.roleKey })
		.from(roleHolders)
		.where(and(eq(roleHolders.gatheringId, gatheringId), eq(roleHolders.personId, personId)));
	return found?.role;
}

/** Gives back a role of a coming session: it is free again. */
export async function stepBack(
	db: Database,
	person: Person,
	slug: string,
	{ session: gatheringId, role }: SessionRoleInput
): Promise<TakingResult> {
	return db.transaction(async (tx): Promise<TakingResult> => {
		const held = await holdSession(tx, person, slug, gatheringId);
		if (!held.ok) return held;
		const isTheirs = and(
			eq(roleHolders.gatheringId, gatheringId),
			eq(roleHolders.roleKey, role),
			eq(roleHolders.personId, person.id)
		);
		const gone = await tx.delete(roleHolders).where(isTheirs).returning({ role: roleHolders.roleKey });
		return gone.length > 0 ? { ok: true } : { ok: false, reason: 'not-theirs' };
	});
}

/** Says that one will not be at a session, or will be after all. Who will not be gives back their role. */
export async function sayAbsent(
	db: Database,
	person: Person,
	slug: string,
	gatheringId: string,
	isAbsent: boolean
): Promise<TakingResult> {
	return db.transaction(async (tx): Promise<TakingResult> => {
		const held = await holdSession(tx, person, slug, gatheringId);
		if (!held.ok) return held;
		if (!isAbsent) {
			await sayPresent(tx, gatheringId, person.id);
			return { ok: true };
		}
		await tx.insert(sessionAbsences).values({ gatheringId, personId: person.id }).onConflictDoNothing();
		await giveBack(tx, [gatheringId], person.id);
		return { ok: true };
	});
}

async function sayPresent(tx: Database, gatheringId: string, personId: string): Promise<void> {
	await tx
		.delete(sessionAbsences)
		.where(and(eq(sessionAbsences.gatheringId, gatheringId), eq(sessionAbsences.personId, personId)));
}

async function giveBack(tx: Database, gatheringIds: string[], personId: string): Promise<void> {
	if (gatheringIds.length === 0) return;
	await tx
		.delete(roleHolders)
		.where(and(inArray(roleHolders.gatheringId, gatheringIds), eq(roleHolders.personId, personId)));
	await tx
		.delete(roleSwaps)
		.where(
			and(
				inArray(roleSwaps.gatheringId, gatheringIds),
				or(eq(roleSwaps.askedOf, personId), eq(roleSwaps.askedBy, personId))
			)
		);
}

/** Who leaves a group gives back their roles of its coming sessions. */
export async function giveBackAll(
	tx: Database,
	{ details }: HappenedEvent<'communities.left'>
): Promise<void> {
	const now = new Date();
	const coming = (await sessionsHeld(tx, details.groupId)).filter(({ endsAt }) => endsAt > now);
	const ids = coming.map(({ id }) => id);
	const gone = await tx
		.selectDistinct({ personId: roleHolders.personId })
		.from(roleHolders)
		.where(and(inArray(roleHolders.gatheringId, ids), isOutside(details.groupId, roleHolders.personId)));
	for (const { personId } of gone) await giveBack(tx, ids, personId);
	const isAskedOfThem = isOutside(details.groupId, roleSwaps.askedOf);
	await tx.delete(roleSwaps).where(and(inArray(roleSwaps.gatheringId, ids), isAskedOfThem));
}
