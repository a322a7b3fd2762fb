import { and, eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { areMembers, type Group } from '../communities/visible.server.ts';
import { notify } from '../notifications/notifying.server.ts';
import { memberships } from '../people/groups.tables.ts';
import type { Person } from '../people/people.server.ts';
import type { SwapInput } from './responsibilities.input.ts';
import { roleHolders, roleSwaps, sessionAbsences, sessionRoles } from './responsibilities.tables.ts';
import { holdSession, roleAt, type TakingResult } from './taking.server.ts';

/** Asks a member to take one's role of a coming session, or whoever can; it is one's own until somebody does. */
export async function askSwap(
	db: Database,
	person: Person,
	slug: string,
	{ session: gatheringId, role, of }: SwapInput
): Promise<TakingResult> {
	return db.transaction(async (tx): Promise<TakingResult> => {
		const held = await holdSession(tx, person, slug, gatheringId);
		if (!held.ok) return held;
		if ((await roleAt(tx, gatheringId, person.id)) !== role) return { ok: false, reason: 'not-theirs' };
		if (of === person.id || (of && !(await areMembers(tx, [of], [held.group.id]))[0]))
			return { ok: false, reason: 'not-found' };
		const id = uuidv7();
		const asked = await tx
			.insert(roleSwaps)
			.values({ id, gatheringId, roleKey: role, askedBy: person.id, askedOf: of })
			.onConflictDoNothing()
			.returning({ id: roleSwaps.id });
		if (asked.length === 0) return { ok: false, reason: 'already-asked' };
		await notify(tx, {
			kind: 'responsibilities.swap-asked',
			to: of ? [of] : await withoutRole(tx, held.group.id, gatheringId),
			by: person.id,
			about: `responsibilities.swap:${id}`,
			path: pageOf(held.group),
			details: { ...(await detailsOf(tx, held, role)), swapId: id, person: person.name }
		});
		return { ok: true };
	});
}

/** Takes in one click the role of who asks to be replaced; when one has a role of that session oneself, they are exchanged. */
export async function takeSwap(
	db: Database,
	person: Person,
	slug: string,
	swapId: string
): Promise<TakingResult> {
	return db.transaction(async (tx): Promise<TakingResult> => {
		const found = await heldSwap(tx, person, slug, swapId);
		if (!found.ok) return found;
		const { swap, held } = found;
		const { gatheringId, roleKey, askedBy } = swap;
		const groupId = held.group.id;
		const theirs = await roleAt(tx, gatheringId, person.id);
		const isOne = (key: string) =>
			and(eq(roleHolders.gatheringId, gatheringId), eq(roleHolders.roleKey, key));
		const details = await detailsOf(tx, held, roleKey);
		await tx.delete(roleHolders).where(isOne(roleKey));
		if (theirs) await tx.delete(roleHolders).where(isOne(theirs));
		const how = 'swapped' as const;
		await tx
			.insert(roleHolders)
			.values([
				{ gatheringId, groupId, roleKey, personId: person.id, how },
				...(theirs ? [{ gatheringId, groupId, roleKey: theirs, personId: askedBy, how }] : [])
			]);
		await tx
			.delete(sessionAbsences)
			.where(and(eq(sessionAbsences.gatheringId, gatheringId), eq(sessionAbsences.personId, person.id)));
		await notify(tx, {
			kind: 'responsibilities.swap-taken',
			to: [askedBy],
			by: person.id,
			about: `responsibilities.swap:${swapId}:taken`,
			path: pageOf(held.group),
			details: { ...details, person: person.name }
		});
		return { ok: true };
	});
}

/** Says that one cannot, when one was asked; or no longer asks. */
export async function endSwap(
	db: Database,
	person: Person,
	slug: string,
	swapId: string
): Promise<TakingResult> {
	return db.transaction(async (tx): Promise<TakingResult> => {
		const [swap] = await tx.select().from(roleSwaps).where(eq(roleSwaps.id, swapId)).for('update');
		if (!swap) return { ok: false, reason: 'not-found' };
		const held = await holdSession(tx, person, slug, swap.gatheringId);
		if (!held.ok) return held;
		if (person.id !== swap.askedBy && person.id !== swap.askedOf) return { ok: false, reason: 'not-theirs' };
		await tx.delete(roleSwaps).where(eq(roleSwaps.id, swapId));
		if (person.id === swap.askedBy) return { ok: true };
		await notify(tx, {
			kind: 'responsibilities.swap-declined',
			to: [swap.askedBy],
			by: person.id,
			about: `responsibilities.swap:${swapId}:declined`,
			path: pageOf(held.group),
			details: { ...(await detailsOf(tx, held, swap.roleKey)), person: person.name }
		});
		return { ok: true };
	});
}

/** What somebody may take, held first: of two who click at once, the second finds that it is taken. */
async function heldSwap(tx: Database, person: Person, slug: string, swapId: string) {
	const [swap] = await tx.select().from(roleSwaps).where(eq(roleSwaps.id, swapId)).for('update');
	if (!swap) return { ok: false, reason: 'taken' } as const;
	const held = await holdSession(tx, person, slug, swap.gatheringId);
	if (!held.ok) return held;
	if (swap.askedBy === person.id || (swap.askedOf && swap.askedOf !== person.id))
		return { ok: false, reason: 'not-theirs' } as const;
	return { ok: true, swap, held } as const;
}

type Where = { group: Group; session: { id: string; title: string } };

function pageOf({ slug }: Group): string {
	return `/communautes/${slug}/roles`;
}

async function detailsOf(tx: Database, { group, session }: Where, role: string) {
	const [found] = await tx
		.select({ key: sessionRoles.key, name: sessionRoles.name })
		.from(sessionRoles)
		.where(and(eq(sessionRoles.groupId, group.id), eq(sessionRoles.key, role)));
	return { groupId: group.id, gatheringId: session.id, session: session.title, ...found! };
}

/** The members who have no role at a session and did not say that they will not come. */
async function withoutRole(tx: Database, groupId: string, gatheringId: string): Promise<string[]> {
	const found = await tx
		.select({ id: memberships.personId })
		.from(memberships)
		.where(
			and(
				eq(memberships.groupId, groupId),
				sql`not exists (select from ${roleHolders} where ${roleHolders.gatheringId} = ${gatheringId}
					and ${roleHolders.personId} = ${memberships.personId})`,
				sql`not exists (select from ${sessionAbsences} where ${sessionAbsences.gatheringId} = ${gatheringId}
					and ${sessionAbsences.personId} = ${memberships.personId})`
			)
		);
	return found.map(({ id }) => id);
}
