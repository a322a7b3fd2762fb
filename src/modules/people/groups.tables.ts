import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	index,
	pgTable,
	primaryKey,
	text,
	timestamp,
	uuid,
	type AnyPgColumn
} from 'drizzle-orm/pg-core';
import { oneOf } from '#platform/one-of.ts';
import { groupKinds, membershipRoles, openings } from './group-kinds.ts';
import { persons } from './people.tables.ts';

/**
 * A group of people of the alliance: a learning community, a working group, a sub-group, alumni. In the kernel because who is
 * in a group decides what may be seen in every room.
 */
export const groups = pgTable(
	'groups',
	{
		id: uuid().primaryKey(),
		slug: text().notNull().unique(),
		name: text().notNull(),
		/** What it is for, in a sentence. */
		purpose: text().notNull(),
		/** The rest, in Markdown. */
		text: text().notNull().default(''),
		/** What a newcomer reads on joining, in five minutes, in Markdown. */
		kit: text().notNull().default(''),
		kind: text({ enum: groupKinds }).notNull(),
		openness: text({ enum: openings }).notNull(),
		/** What is said inside is never seen by anybody else. */
		isConfidential: boolean().notNull().default(false),
		parentId: uuid().references((): AnyPgColumn => groups.id, { onDelete: 'set null' }),
		openedBy: uuid().references(() => persons.id, { onDelete: 'set null' }),
		openedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		closedAt: timestamp({ withTimezone: true })
	},
	(table) => [
		index('groups_parent').on(table.parentId),
		index('groups_opened_by').on(table.openedBy),
		index('groups_name').on(table.name, table.id),
		check('groups_kind', oneOf(table.kind, groupKinds)),
		check('groups_openness', oneOf(table.openness, openings)),
		check('groups_not_under_itself', sql`${table.parentId} <> ${table.id}`),
		check(
			'groups_confidential_is_not_open',
			sql`not (${table.isConfidential} and ${table.openness} = 'open')`
		)
	]
);

/** Who is in a group now, and since when. */
export const memberships = pgTable(
	'memberships',
	{
		groupId: uuid()
			.notNull()
			.references(() => groups.id, { onDelete: 'cascade' }),
		personId: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' }),
		role: text({ enum: membershipRoles }).notNull().default('member'),
		since: timestamp({ withTimezone: true }).notNull().defaultNow(),
		/** When they said that they read what newcomers are given. */
		readKitAt: timestamp({ withTimezone: true })
	},
	(table) => [
		primaryKey({ columns: [table.groupId, table.personId] }),
		index('memberships_person').on(table.personId),
		check('memberships_role', oneOf(table.role, membershipRoles))
	]
);
