import { and, eq, isNull, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import { leaveSessions } from '../agenda/sessions.server.ts';
import { groups, memberships } from '../people/groups.tables.ts';
import type { Person } from '../people/people.server.ts';
import type { DecisionInput, RoleInput } from './communities.input.ts';
import { groupInvitations, membershipRequests } from './communities.tables.ts';
import { enter } from './joining.server.ts';
import { holdKept } from './keeping.server.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'communities.left': { groupId: string };
		'communities.decided': { groupId: string; requestId: string };
		'communities.invited': { groupId: string; invitationIds: string[] };
	}
}

export type KeepersResult =
	{ ok: true } | { ok: false; reason: 'forbidden' | 'not-found' | 'closed' | 'last-keeper' };

/** Answers who asked to come in. Keepers do, once. */
export async function decideRequest(
	db: Database,
	person: Person,
	slug: string,
	{ request, outcome, reason }: DecisionInput
): Promise<KeepersResult> {
	return db.transaction(async (tx): Promise<KeepersResult> => {
		const held = await holdKept(tx, person, slug);
		if (!held.ok) return held;
		const groupId = held.group.id;
		const isIt = and(
			eq(membershipRequests.id, request),
			eq(membershipRequests.groupId, groupId),
			isNull(membershipRequests.outcome)
		);
		const [decided] = await tx
			.update(membershipRequests)
			.set({ outcome, reason, decidedAt: sql`now()`, decidedBy: person.id })
			.where(isIt)
			.returning({ personId: membershipRequests.personId });
		if (!decided) return { ok: false, reason: 'not-found' };
		if (outcome === 'accepted') await enter(tx, groupId, decided.personId, person.id);
		const details = { groupId, requestId: request };
		await recordEvent(tx, { name: 'communities.decided', actorId: person.id, details });
		return { ok: true };
	});
}

/** Invites addresses into a group; each gets a letter. Keepers do. Those who are in it already are left out. */
export async function invite(
	db: Database,
	person: Person,
	slug: string,
	addresses: string[]
): Promise<KeepersResult> {
	return db.transaction(async (tx): Promise<KeepersResult> => {
		const held = await holdKept(tx, person, slug);
		if (!held.ok) return held;
		const groupId = held.group.id;
		const { rows } = await tx.execute<{ email: string }>(sql`select p.email from persons p
			join memberships m on m.person_id = p.id where m.group_id = ${groupId} and p.email = any(${sql.param(addresses)}::text[])`);
		const inside = new Set(rows.map(({ email }) => email));
		const invited = addresses.filter((email) => !inside.has(email));
		if (invited.length === 0) return { ok: true };
		const added = await tx
			.insert(groupInvitations)
			.values(invited.map((email) => ({ id: uuidv7(), groupId, email, invitedBy: person.id })))
			.onConflictDoNothing()
			.returning({ id: groupInvitations.id });
		const details = { groupId, invitationIds: added.map(({ id }) => id) };
		if (added.length > 0) await recordEvent(tx, { name: 'communities.invited', actorId: person.id, details });
		return { ok: true };
	});
}

/** Makes a member a keeper, a keeper a member, or takes somebody out. A group always has a keeper. Keepers do. */
export async function changeMember(
	db: Database,
	person: Person,
	slug: string,
	{ person: memberId, role }: RoleInput
): Promise<KeepersResult> {
	return db.transaction(async (tx): Promise<KeepersResult> => {
		const held = await holdKept(tx, person, slug);
		if (!held.ok) return held;
		return role === 'out'
			? goOut(tx, held.group.id, memberId, person.id)
			: become(tx, held.group.id, memberId, role);
	});
}

/** Takes oneself out of a group, and of its coming sessions that are for its members alone. */
export async function leaveGroup(db: Database, person: Person, slug: string): Promise<KeepersResult> {
	return db.transaction(async (tx): Promise<KeepersResult> => {
		// Held first: of two last keepers who leave at once, one stays.
		const [group] = await tx
			.select({ id: groups.id })
			.from(groups)
			.where(eq(groups.slug, slug.slice(0, 200)))
			.for('no key update');
		return group ? goOut(tx, group.id, person.id, person.id) : { ok: false, reason: 'not-found' };
	});
}

async function become(tx: Database, groupId: string, personId: string, role: 'member' | 'keeper') {
	if (role === 'member' && (await isLastKeeper(tx, groupId, personId)))
		return { ok: false, reason: 'last-keeper' } as const;
	const changed = await tx
		.update(memberships)
		.set({ role })
		.where(and(eq(memberships.groupId, groupId), eq(memberships.personId, personId)))
		.returning({ role: memberships.role });
	return changed.length > 0 ? ({ ok: true } as const) : ({ ok: false, reason: 'not-found' } as const);
}

async function goOut(
	tx: Database,
	groupId: string,
	personId: string,
	actorId: string
): Promise<KeepersResult> {
	if (await isLastKeeper(tx, groupId, personId)) return { ok: false, reason: 'last-keeper' };
	const gone = await tx
		.delete(memberships)
		.where(and(eq(memberships.groupId, groupId), eq(memberships.personId, personId)))
		.returning({ personId: memberships.personId });
	if (gone.length === 0) return { ok: false, reason: 'not-found' };
	await leaveSessions(tx, groupId, personId);
	await recordEvent(tx, { name: 'communities.left', actorId, details: { groupId } });
	return { ok: true };
}

/** Nobody may be the last to keep a group that others are in. */
async function isLastKeeper(tx: Database, groupId: string, personId: string): Promise<boolean> {
	const { rows } = await tx.execute<{ isLast: boolean }>(sql`select
		coalesce(bool_or(person_id = ${personId} and role = 'keeper'), false)
			and count(*) filter (where role = 'keeper') = 1 and count(*) > 1 as "isLast"
		from memberships where group_id = ${groupId}`);
	return rows[0]!.isLast;
}
