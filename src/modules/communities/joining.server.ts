import { and, eq, isNull, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import type { Reader } from '../allies/audiences.ts';
import { groups, memberships } from '../people/groups.tables.ts';
import type { Person } from '../people/people.server.ts';
import { groupInvitations, membershipRequests } from './communities.tables.ts';
import { findGroup, type GroupSeen } from './visible.server.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'communities.joined': { groupId: string };
		'communities.asked': { groupId: string; requestId: string };
	}
}

export type JoinResult =
	| { ok: true; isMember: boolean }
	| { ok: false; reason: 'not-found' | 'closed' | 'invitation-only' | 'already' | 'message-missing' };

/**
 * Brings a person into a group: at once when it is open or they are invited; otherwise what they write goes to its keepers, once
 * at a time.
 */
export async function joinGroup(
	db: Database,
	person: Person,
	reader: Reader,
	slug: string,
	message: string | null
): Promise<JoinResult> {
	return db.transaction(async (tx): Promise<JoinResult> => {
		const seen = await findGroup(tx, { reader, person }, slug);
		if (!seen) return { ok: false, reason: 'not-found' };
		const refused = await refusal(tx, seen);
		if (refused) return { ok: false, reason: refused };
		const { id, openness } = seen.group;
		const isInvited = await takeInvitation(tx, id, person);
		if (openness === 'open' || isInvited) {
			await enter(tx, id, person.id, person.id);
			return { ok: true, isMember: true };
		}
		if (openness === 'invitation') return { ok: false, reason: 'invitation-only' };
		if (!message) return { ok: false, reason: 'message-missing' };
		return ask(tx, id, person, message);
	});
}

async function refusal(tx: Database, { group, role }: GroupSeen) {
	if (role) return 'already';
	const [held] = await tx
		.select({ closedAt: groups.closedAt })
		.from(groups)
		.where(eq(groups.id, group.id))
		.for('share');
	return held?.closedAt ? 'closed' : undefined;
}

async function ask(tx: Database, groupId: string, person: Person, message: string): Promise<JoinResult> {
	const [asked] = await tx
		.insert(membershipRequests)
		.values({ id: uuidv7(), groupId, personId: person.id, message })
		.onConflictDoNothing()
		.returning({ id: membershipRequests.id });
	if (!asked) return { ok: false, reason: 'already' };
	const details = { groupId, requestId: asked.id };
	await recordEvent(tx, { name: 'communities.asked', actorId: person.id, details });
	return { ok: true, isMember: false };
}

async function takeInvitation(tx: Database, groupId: string, person: Person): Promise<boolean> {
	const isTheirs = and(eq(groupInvitations.groupId, groupId), eq(groupInvitations.email, person.email));
	const taken = await tx.delete(groupInvitations).where(isTheirs).returning({ id: groupInvitations.id });
	return taken.length > 0;
}

/** Makes somebody a member; what they had asked is answered by it. */
export async function enter(tx: Database, groupId: string, personId: string, actorId: string): Promise<void> {
	const entered = await tx
		.insert(memberships)
		.values({ groupId, personId })
		.onConflictDoNothing()
		.returning({ personId: memberships.personId });
	await tx
		.update(membershipRequests)
		.set({ outcome: 'accepted', decidedAt: sql`now()`, decidedBy: actorId })
		.where(
			and(
				eq(membershipRequests.groupId, groupId),
				eq(membershipRequests.personId, personId),
				isNull(membershipRequests.outcome)
			)
		);
	if (entered.length > 0)
		await recordEvent(tx, { name: 'communities.joined', actorId, details: { groupId } });
}

/** Remembers that a member read what newcomers are given. */
export async function readKit(db: Database, person: Person, slug: string): Promise<boolean> {
	const read = await db
		.update(memberships)
		.set({ readKitAt: sql`coalesce(${memberships.readKitAt}, now())` })
		.where(
			and(
				eq(memberships.personId, person.id),
				sql`${memberships.groupId} = (select id from ${groups} where slug = ${slug.slice(0, 200)})`
			)
		)
		.returning({ groupId: memberships.groupId });
	return read.length > 0;
}
