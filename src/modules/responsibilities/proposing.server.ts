import { eq, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { answersTo, sessionsHeld, type SessionHeld } from '../agenda/group-sessions.server.ts';
import { holdKept } from '../communities/keeping.server.ts';
import type { Group } from '../communities/visible.server.ts';
import { notify } from '../notifications/notifying.server.ts';
import { memberships } from '../people/groups.tables.ts';
import type { Person } from '../people/people.server.ts';
import { roleHolders, sessionAbsences } from './responsibilities.tables.ts';
import { rolesOf, settleRoles, type Role } from './roles.server.ts';
import { rotate, type Given, type Had } from './rotation.ts';

export type ProposalResult =
	| { ok: true; given: number; left: number }
	| { ok: false; reason: 'forbidden' | 'not-found' | 'closed' | 'over' };

/**
 * Gives the roles of a coming session that nobody took yet, in turn (see `rotate`), to the members who come. Keepers do. Who
 * volunteered, or was given one before, keeps it.
 */
export async function proposeRoles(
	db: Database,
	person: Person,
	slug: string,
	gatheringId: string
): Promise<ProposalResult> {
	return db.transaction(async (tx): Promise<ProposalResult> => {
		const held = await holdKept(tx, person, slug);
		if (!held.ok) return held;
		const { group } = held;
		const sessions = await sessionsHeld(tx, group.id);
		const at = sessions.findIndex(({ id }) => id === gatheringId);
		const session = sessions[at];
		if (!session) return { ok: false, reason: 'not-found' };
		if (session.endsAt <= new Date()) return { ok: false, reason: 'over' };
		await settleRoles(tx, group.id);
		const holders = await holdersOf(tx, group.id);
		const now = holders.filter((one) => one.gatheringId === gatheringId);
		const roles = (await rolesOf(tx, group.id)).filter(
			({ key, leftOutAt }) => !leftOutAt && !now.some(({ role }) => role === key)
		);
		const given = await rotate({
			roles: roles.map(({ key }) => key),
			people: await available(tx, group.id, session, roles.length, now),
			before: historyBefore(sessions.slice(0, at), holders)
		});
		await give(tx, person, group, session, given, roles);
		return { ok: true, given: given.length, left: roles.length - given.length };
	});
}

export type Holder = { gatheringId: string; role: string; person: string };

/** Who has and had which role at the sessions of a group. */
export async function holdersOf(db: Database, groupId: string): Promise<Holder[]> {
	return db
		.select({
			gatheringId: roleHolders.gatheringId,
			role: roleHolders.roleKey,
			person: roleHolders.personId
		})
		.from(roleHolders)
		.where(eq(roleHolders.groupId, groupId));
}

/** Who had what at these sessions, which are in the order of the calendar. */
export function historyBefore(sessions: { id: string }[], holders: Holder[]): Had[] {
	const numbers = new Map(sessions.map(({ id }, index) => [id, index + 1]));
	return holders.flatMap(({ gatheringId, role, person }) => {
		const session = numbers.get(gatheringId);
		return session ? [{ session, role, person }] : [];
	});
}

/**
 * The members who may be given a role: those who registered when they are enough, else all who did not say that they will not
 * come. The lot of the session orders equals.
 */
async function available(
	tx: Database,
	groupId: string,
	session: SessionHeld,
	wanted: number,
	now: Holder[]
): Promise<string[]> {
	const { coming, left } = await answersTo(tx, session.id);
	const absent = await tx
		.select({ id: sessionAbsences.personId })
		.from(sessionAbsences)
		.where(eq(sessionAbsences.gatheringId, session.id));
	const out = new Set([...left, ...absent.map(({ id }) => id), ...now.map(({ person }) => person)]);
	const members = await tx
		.select({ id: memberships.personId })
		.from(memberships)
		.where(eq(memberships.groupId, groupId))
		.orderBy(sql`md5(${session.id}::text || ${memberships.personId}::text)`);
	const free = members.map(({ id }) => id).filter((id) => !out.has(id));
	const registered = free.filter((id) => coming.includes(id));
	return session.registers && registered.length >= wanted ? registered : free;
}

async function give(
	tx: Database,
	by: Person,
	group: Group,
	session: SessionHeld,
	given: Given[],
	roles: Role[]
): Promise<void> {
	for (const { role: roleKey, person: personId } of given) {
		const taken = await tx
			.insert(roleHolders)
			.values({ gatheringId: session.id, groupId: group.id, roleKey, personId, how: 'proposed' })
			.onConflictDoNothing()
			.returning({ personId: roleHolders.personId });
		const { key, name } = roles.find((role) => role.key === roleKey)!;
		if (taken.length > 0)
			await notify(tx, {
				kind: 'responsibilities.given',
				to: [personId],
				by: by.id,
				about: `responsibilities.role:${session.id}:${roleKey}`,
				path: `/communautes/${group.slug}/roles`,
				details: { groupId: group.id, gatheringId: session.id, session: session.title, key, name }
			});
	}
}
