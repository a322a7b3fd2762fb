import { and, asc, eq, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import type { RoleInput } from './people.input.ts';
import type { Person } from './people.server.ts';
import { persons, roles } from './people.tables.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'people.role-granted': { role: RoleName };
		'people.role-withdrawn': { role: RoleName };
	}
}

export type RoleName = (typeof roles.$inferSelect)['role'];

export type GrantResult = { ok: true } | { ok: false; reason: 'not-administrator' | 'unknown-person' };
export type WithdrawResult = { ok: true } | { ok: false; reason: 'not-administrator' | 'last-administrator' };

/** Who holds a role, by name; for administrators. */
export async function roleHolders(db: Database) {
	return db
		.select({
			personId: persons.id,
			name: persons.name,
			role: roles.role,
			since: roles.grantedAt
		})
		.from(roles)
		.innerJoin(persons, eq(persons.id, roles.personId))
		.orderBy(asc(roles.role), asc(persons.name), asc(persons.id))
		.limit(200);
}

/** Gives a role to the person who has this address; they must have signed in once. Only administrators do. */
export async function grantRole(db: Database, actor: Person, input: RoleInput): Promise<GrantResult> {
	if (!actor.isAdministrator) return { ok: false, reason: 'not-administrator' };
	return db.transaction(async (tx) => {
		const [person] = await tx.select({ id: persons.id }).from(persons).where(eq(persons.email, input.holder));
		if (!person) return { ok: false, reason: 'unknown-person' };

		const given = { personId: person.id, role: input.role, grantedBy: actor.id };
		const granted = await tx.insert(roles).values(given).onConflictDoNothing().returning();
		if (granted.length > 0)
			await recordEvent(tx, {
				name: 'people.role-granted',
				actorId: actor.id,
				details: { role: input.role }
			});
		return { ok: true };
	});
}

/** Takes a role back. Only administrators do, and the alliance always keeps one. */
export async function withdrawRole(
	db: Database,
	actor: Person,
	{ personId, role }: { personId: string; role: RoleName }
): Promise<WithdrawResult> {
	if (!actor.isAdministrator) return { ok: false, reason: 'not-administrator' };
	return db.transaction(async (tx) => {
		if (role === 'administrator' && (await isLastAdministrator(tx, personId)))
			return { ok: false, reason: 'last-administrator' };

		const held = and(eq(roles.personId, personId), eq(roles.role, role));
		const withdrawn = await tx.delete(roles).where(held).returning();
		if (withdrawn.length > 0)
			await recordEvent(tx, { name: 'people.role-withdrawn', actorId: actor.id, details: { role } });
		return { ok: true };
	});
}

/** Whether the alliance would have no administrator without this person. Locks the role until the transaction ends. */
export async function isLastAdministrator(tx: Database, personId: string): Promise<boolean> {
	const administrators = await tx
		.select({ personId: roles.personId })
		.from(roles)
		.where(eq(roles.role, 'administrator'))
		.orderBy(roles.personId)
		.for('update');
	return administrators.length === 1 && administrators[0]!.personId === personId;
}

/** Makes administrator the person whom the settings name, once their address is proven. */
export async function grantConfiguredAdministrator(
	db: Database,
	personId: string,
	email: string
): Promise<void> {
	await db.execute(sql`
		insert into ${roles} (person_id, role)
		select id, 'administrator' from ${persons}
		where id = ${personId} and email = ${email.toLowerCase()} and email_verified
		on conflict do nothing`);
}
