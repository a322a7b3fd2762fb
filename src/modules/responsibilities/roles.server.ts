import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { holdKept } from '../communities/keeping.server.ts';
import type { Person } from '../people/people.server.ts';
import type { RoleInput } from './responsibilities.input.ts';
import { sessionRoles } from './responsibilities.tables.ts';
import { standardRoles } from './role-names.ts';

/** More roles than this are not roles of a session. */
const mostRoles = 12;

export type Role = Pick<typeof sessionRoles.$inferSelect, 'key' | 'name' | 'meaning' | 'leftOutAt'>;

export type RolesResult =
	{ ok: true } | { ok: false; reason: 'forbidden' | 'not-found' | 'closed' | 'too-many' };

/** The roles of the sessions of a group, those left out too; before its keepers changed any, those of all groups. */
export async function rolesOf(db: Database, groupId: string): Promise<Role[]> {
	const found = await db
		.select({
			key: sessionRoles.key,
			name: sessionRoles.name,
			meaning: sessionRoles.meaning,
			leftOutAt: sessionRoles.leftOutAt
		})
		.from(sessionRoles)
		.where(eq(sessionRoles.groupId, groupId))
		.orderBy(asc(sessionRoles.position), asc(sessionRoles.key));
	if (found.length > 0) return found;
	return standardRoles.map((key) => ({ key, name: null, meaning: null, leftOutAt: null }));
}

/** Writes down the roles that all groups have, so that other rows can name them. */
export async function settleRoles(tx: Database, groupId: string): Promise<void> {
	const rows = standardRoles.map((key, position) => ({ groupId, key, position }));
	await tx.insert(sessionRoles).values(rows).onConflictDoNothing();
}

/** Renames a role of the group, or adds one. Keepers do. */
export async function writeRole(
	db: Database,
	person: Person,
	slug: string,
	{ role, name, meaning }: RoleInput
): Promise<RolesResult> {
	return db.transaction(async (tx): Promise<RolesResult> => {
		const held = await holdKept(tx, person, slug);
		if (!held.ok) return held;
		const groupId = held.group.id;
		await settleRoles(tx, groupId);
		if (role !== '') return changed(tx, groupId, role, { name, meaning });
		if ((await rolesOf(tx, groupId)).length >= mostRoles) return { ok: false, reason: 'too-many' };
		const position = sql`(select max(position) + 1 from ${sessionRoles} where ${sessionRoles.groupId} = ${groupId})`;
		await tx.insert(sessionRoles).values({ groupId, key: uuidv7(), name, meaning, position });
		return { ok: true };
	});
}

/** Leaves a role out of the sessions to come, or brings it back. Who has it keeps it. Keepers do. */
export async function leaveOut(
	db: Database,
	person: Person,
	slug: string,
	role: string,
	isLeftOut: boolean
): Promise<RolesResult> {
	return db.transaction(async (tx): Promise<RolesResult> => {
		const held = await holdKept(tx, person, slug);
		if (!held.ok) return held;
		await settleRoles(tx, held.group.id);
		return changed(tx, held.group.id, role, { leftOutAt: isLeftOut ? sql`now()` : sql`null` });
	});
}

type Change = { name: string; meaning: string } | { leftOutAt: ReturnType<typeof sql> };

async function changed(tx: Database, groupId: string, key: string, change: Change): Promise<RolesResult> {
	const found = await tx
		.update(sessionRoles)
		.set(change)
		.where(and(eq(sessionRoles.groupId, groupId), eq(sessionRoles.key, key)))
		.returning({ key: sessionRoles.key });
	return found.length > 0 ? { ok: true } : { ok: false, reason: 'not-found' };
}

/** A role of the group that is not left out. */
export async function findRole(tx: Database, groupId: string, key: string): Promise<Role | undefined> {
	const [found] = await tx
		.select()
		.from(sessionRoles)
		.where(and(eq(sessionRoles.groupId, groupId), eq(sessionRoles.key, key), isNull(sessionRoles.leftOutAt)));
	return found;
}
