import { sql } from 'drizzle-orm';
import {
	check,
	foreignKey,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	timestamp,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { groups } from '../people/groups.tables.ts';
import { persons } from '../people/people.tables.ts';
import { waysToHold } from './role-names.ts';

/** A role of the sessions of a group: one of those that every group has, perhaps renamed, or one of its own. */
export const sessionRoles = pgTable(
	'session_roles',
	{
		groupId: uuid()
			.notNull()
			.references(() => groups.id, { onDelete: 'cascade' }),
		/** The name of a standard role, or an id. */
		key: text().notNull(),
		/** Null when it goes by the words of all groups. */
		name: text(),
		meaning: text(),
		position: integer().notNull(),
		leftOutAt: timestamp({ withTimezone: true })
	},
	(table) => [primaryKey({ columns: [table.groupId, table.key] })]
);

/** Who has which role at a session: one person a role, and one role a person. */
export const roleHolders = pgTable(
	'role_holders',
	{
		/** A gathering of the group. */
		gatheringId: uuid().notNull(),
		groupId: uuid().notNull(),
		roleKey: text().notNull(),
		personId: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' }),
		how: text({ enum: waysToHold }).notNull(),
		givenAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [
		primaryKey({ columns: [table.gatheringId, table.roleKey] }),
		uniqueIndex('role_holders_one_role').on(table.gatheringId, table.personId),
		foreignKey({
			name: 'role_holders_role',
			columns: [table.groupId, table.roleKey],
			foreignColumns: [sessionRoles.groupId, sessionRoles.key]
		}).onDelete('cascade'),
		index('role_holders_group').on(table.groupId, table.roleKey),
		index('role_holders_person').on(table.personId),
		check('role_holders_how', sql`${table.how} in ('volunteered', 'proposed', 'swapped')`)
	]
);

/** Somebody who has a role asks a member, or whoever can, to take it. It goes as soon as it is answered. */
export const roleSwaps = pgTable(
	'role_swaps',
	{
		id: uuid().primaryKey(),
		gatheringId: uuid().notNull(),
		roleKey: text().notNull(),
		askedBy: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' }),
		/** Null when anybody may take it. */
		askedOf: uuid().references(() => persons.id, { onDelete: 'cascade' }),
		askedAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [
		uniqueIndex('role_swaps_once').on(table.gatheringId, table.roleKey),
		foreignKey({
			name: 'role_swaps_holder',
			columns: [table.gatheringId, table.roleKey],
			foreignColumns: [roleHolders.gatheringId, roleHolders.roleKey]
		}).onDelete('cascade'),
		index('role_swaps_by').on(table.askedBy),
		index('role_swaps_of').on(table.askedOf),
		check('role_swaps_of_another', sql`${table.askedOf} <> ${table.askedBy}`)
	]
);

/** Somebody said that they will not be at a session. */
export const sessionAbsences = pgTable(
	'session_absences',
	{
		gatheringId: uuid().notNull(),
		personId: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' }),
		saidAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [
		primaryKey({ columns: [table.gatheringId, table.personId] }),
		index('session_absences_person').on(table.personId)
	]
);

/** What who had a role tells who has it next. */
export const handovers = pgTable(
	'role_handovers',
	{
		gatheringId: uuid().notNull(),
		groupId: uuid().notNull(),
		roleKey: text().notNull(),
		text: text().notNull(),
		writtenBy: uuid().references(() => persons.id, { onDelete: 'set null' }),
		writtenAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [
		primaryKey({ columns: [table.gatheringId, table.roleKey] }),
		foreignKey({
			name: 'role_handovers_role',
			columns: [table.groupId, table.roleKey],
			foreignColumns: [sessionRoles.groupId, sessionRoles.key]
		}).onDelete('cascade'),
		index('role_handovers_group').on(table.groupId, table.roleKey),
		index('role_handovers_by').on(table.writtenBy)
	]
);
