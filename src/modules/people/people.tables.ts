import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	date,
	index,
	pgTable,
	primaryKey,
	text,
	timestamp,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { organisationKinds } from './organisation-kinds.ts';
import { roleNames } from './role-names.ts';

/** The alliance that this deployment is: one row. */
export const alliance = pgTable(
	'alliance',
	{
		id: boolean().primaryKey().default(true),
		name: text().notNull(),
		purposeFr: text().notNull(),
		purposeEn: text().notNull(),
		email: text().notNull(),
		website: text(),
		/** The demonstration world that fills this database; null for a real alliance. */
		demonstrationWorld: text()
	},
	(table) => [check('one_alliance', sql`${table.id}`)]
);

/** A natural person, with or without an account. Without an address nobody can sign in as that person. */
export const persons = pgTable(
	'persons',
	{
		id: uuid().primaryKey(),
		name: text().notNull(),
		email: text(),
		emailVerified: boolean().notNull().default(false),
		image: text(),
		locale: text({ enum: ['fr', 'en'] })
			.notNull()
			.default('fr'),
		isInvented: boolean().notNull().default(false),
		welcomedAt: timestamp({ withTimezone: true }),
		createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [
		uniqueIndex('persons_email').on(table.email),
		check('persons_email_is_lower_case', sql`${table.email} = lower(${table.email})`),
		check('persons_locale', sql`${table.locale} in ('fr', 'en')`)
	]
);

/** An organisation. Its key is its name without accents, case or punctuation: founded twice at once, it exists once. */
export const organisations = pgTable(
	'organisations',
	{
		id: uuid().primaryKey(),
		name: text().notNull(),
		kind: text({ enum: organisationKinds }).notNull(),
		place: text(),
		isInvented: boolean().notNull().default(false),
		foundedBy: uuid().references(() => persons.id, { onDelete: 'set null' }),
		createdAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [
		uniqueIndex('organisations_name_key').on(sql`name_key(${table.name})`),
		index('organisations_founded_by').on(table.foundedBy),
		index('organisations_search').using('gin', sql`search_key(${table.name}) gin_trgm_ops`),
		check('organisations_name', sql`name_key(${table.name}) <> ''`),
		check('organisations_kind', sql`${table.kind} in (${sql.raw(quoted(organisationKinds))})`)
	]
);

/** A person's place in an organisation: one at a time in each, with the role in the person's own words. */
export const affiliations = pgTable(
	'affiliations',
	{
		id: uuid().primaryKey(),
		personId: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' }),
		organisationId: uuid()
			.notNull()
			.references(() => organisations.id, { onDelete: 'cascade' }),
		role: text().notNull(),
		since: date().notNull(),
		until: date()
	},
	(table) => [
		uniqueIndex('affiliations_current')
			.on(table.personId, table.organisationId)
			.where(sql`${table.until} is null`),
		index('affiliations_organisation').on(table.organisationId)
	]
);

/** Roles that come from nowhere else; everything else comes from affiliations and bodies. */
export const roles = pgTable(
	'roles',
	{
		personId: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' }),
		role: text({ enum: roleNames }).notNull(),
		grantedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		grantedBy: uuid().references(() => persons.id, { onDelete: 'set null' })
	},
	(table) => [
		primaryKey({ columns: [table.personId, table.role] }),
		index('roles_granted_by').on(table.grantedBy),
		check('roles_role', sql`${table.role} in (${sql.raw(quoted(roleNames))})`)
	]
);

function quoted(words: readonly string[]): string {
	return words.map((word) => `'${word}'`).join(', ');
}
