import { eq, or, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { m } from '#words/messages.js';
import { groups } from '../people/groups.tables.ts';
import type { Person } from '../people/people.server.ts';
import type { HeldData, PersonalData } from '../people/personal-data.ts';
import {
	handovers,
	roleHolders,
	roleSwaps,
	sessionAbsences,
	sessionRoles
} from './responsibilities.tables.ts';
import { roleName } from './role-words.ts';

/** What the roles of sessions hold about a person: those that they had, and what they handed over. */
export const responsibilitiesData: PersonalData = {
	module: 'responsibilities',
	tables: ['role_holders', 'role_swaps', 'session_absences', 'role_handovers'],
	export: async (db, person) => [await rolesHeld(db, person), await notesHeld(db, person)],
	erase,
	stays: () => [m.responsibilities_stays()]
};

async function erase(tx: Database, { id }: Person): Promise<void> {
	await tx.delete(roleSwaps).where(or(eq(roleSwaps.askedBy, id), eq(roleSwaps.askedOf, id)));
	await tx.delete(roleHolders).where(eq(roleHolders.personId, id));
	await tx.delete(sessionAbsences).where(eq(sessionAbsences.personId, id));
	await tx.update(handovers).set({ writtenBy: null }).where(eq(handovers.writtenBy, id));
}

const named = { key: sessionRoles.key, name: sessionRoles.name };

async function rolesHeld(db: Database, { id }: Person): Promise<HeldData> {
	const rows = await db
		.select({ ...named, group: groups.name, givenAt: roleHolders.givenAt })
		.from(roleHolders)
		.innerJoin(groups, eq(groups.id, roleHolders.groupId))
		.innerJoin(sessionRoles, isRoleOf(roleHolders))
		.where(eq(roleHolders.personId, id))
		.orderBy(roleHolders.givenAt);
	return {
		key: 'responsibilities.roles',
		title: m.responsibilities_title(),
		labels: {
			group: m.communities_field_name(),
			role: m.responsibilities_role(),
			givenAt: m.communities_held_since()
		},
		rows: rows.map(({ group, givenAt, ...role }) => ({ group, role: roleName(role), givenAt }))
	};
}

async function notesHeld(db: Database, { id }: Person): Promise<HeldData> {
	const rows = await db
		.select({ ...named, text: handovers.text, writtenAt: handovers.writtenAt })
		.from(handovers)
		.innerJoin(sessionRoles, isRoleOf(handovers))
		.where(eq(handovers.writtenBy, id))
		.orderBy(handovers.writtenAt);
	return {
		key: 'responsibilities.handovers',
		title: m.responsibilities_handover(),
		labels: {
			role: m.responsibilities_role(),
			text: m.responsibilities_field_handover(),
			writtenAt: m.responsibilities_held_written()
		},
		rows: rows.map(({ text, writtenAt, ...role }) => ({ role: roleName(role), text, writtenAt }))
	};
}

function isRoleOf(table: typeof roleHolders | typeof handovers) {
	return sql`${sessionRoles.groupId} = ${table.groupId} and ${sessionRoles.key} = ${table.roleKey}`;
}
