import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { groups } from '../people/groups.tables.ts';
import { persons } from '../people/people.tables.ts';

/** Somebody asks to come into a group; its keepers answer, with the reason when they decline. */
export const membershipRequests = pgTable(
	'membership_requests',
	{
		id: uuid().primaryKey(),
		groupId: uuid()
			.notNull()
			.references(() => groups.id, { onDelete: 'cascade' }),
		personId: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' }),
		message: text().notNull(),
		askedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		outcome: text({ enum: ['accepted', 'declined'] }),
		reason: text(),
		decidedAt: timestamp({ withTimezone: true }),
		decidedBy: uuid().references(() => persons.id, { onDelete: 'set null' })
	},
	(table) => [
		uniqueIndex('membership_requests_waiting')
			.on(table.groupId, table.personId)
			.where(sql`${table.outcome} is null`),
		index('membership_requests_person').on(table.personId),
		index('membership_requests_decided_by').on(table.decidedBy),
		check('membership_requests_outcome', sql`${table.outcome} in ('accepted', 'declined')`),
		check('membership_requests_decided', sql`(${table.outcome} is null) = (${table.decidedAt} is null)`)
	]
);

/** A keeper invites an address into a group: whoever signs in with it may come in. */
export const groupInvitations = pgTable(
	'group_invitations',
	{
		id: uuid().primaryKey(),
		groupId: uuid()
			.notNull()
			.references(() => groups.id, { onDelete: 'cascade' }),
		email: text().notNull(),
		invitedBy: uuid().references(() => persons.id, { onDelete: 'set null' }),
		invitedAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [
		uniqueIndex('group_invitations_address').on(table.groupId, table.email),
		index('group_invitations_email').on(table.email),
		index('group_invitations_by').on(table.invitedBy),
		check('group_invitations_email', sql`${table.email} = lower(${table.email})`)
	]
);
