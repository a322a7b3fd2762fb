import { sql } from 'drizzle-orm';
import {
	check,
	doublePrecision,
	index,
	jsonb,
	pgTable,
	primaryKey,
	smallint,
	text,
	timestamp,
	unique,
	uuid
} from 'drizzle-orm/pg-core';
import { organisations, persons } from '../people/people.tables.ts';
import type { Shown } from './audiences.ts';

const points = ['town', 'approximate', 'chosen'] as const;

/**
 * The page of an ally, an organisation or a person, as its keepers write it. Nobody else reads this table: what others may
 * see of it is in `ally_listings`. The columns of the place repeat what the territory says, for searches.
 */
export const profiles = pgTable(
	'ally_profiles',
	{
		id: uuid().primaryKey(),
		organisationId: uuid().references(() => organisations.id, { onDelete: 'cascade' }),
		personId: uuid().references(() => persons.id, { onDelete: 'cascade' }),
		slug: text().notNull(),
		audience: text({ enum: ['public', 'allies', 'private'] }).notNull(),
		shown: jsonb().$type<Shown>().notNull(),
		sentence: text(),
		description: text(),
		territoryId: text(),
		placeLabel: text(),
		placeKind: text(),
		departementCode: text(),
		regionCode: text(),
		perimeterId: text(),
		perimeterLabel: text(),
		latitude: doublePrecision(),
		longitude: doublePrecision(),
		/** Where the point comes from: the town's, the middle of the département, or moved by a keeper. */
		point: text({ enum: points }),
		siren: text(),
		siret: text(),
		rna: text(),
		website: text(),
		email: text(),
		phone: text(),
		address: text(),
		pictureId: uuid(),
		createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		updatedBy: uuid().references(() => persons.id, { onDelete: 'set null' })
	},
	(table) => [
		unique('ally_profiles_organisation').on(table.organisationId),
		unique('ally_profiles_person').on(table.personId),
		unique('ally_profiles_slug').on(table.slug),
		index('ally_profiles_updated_by').on(table.updatedBy),
		index('ally_profiles_siren').on(table.siren),
		index('ally_profiles_email')
			.on(table.email)
			.where(sql`${table.email} is not null`),
		index('ally_profiles_territory').on(table.territoryId),
		check('ally_profiles_subject', sql`num_nonnulls(${table.organisationId}, ${table.personId}) = 1`),
		check('ally_profiles_audience', sql`${table.audience} in ('public', 'allies', 'private')`),
		check('ally_profiles_siren_form', sql`${table.siren} ~ '^\\d{9}$'`),
		check(
			'ally_profiles_siret_form',
			sql`${table.siret} ~ '^\\d{14}$' and left(${table.siret}, 9) = ${table.siren}`
		),
		check('ally_profiles_rna_form', sql`${table.rna} ~ '^W\\d[0-9A-Z]\\d{7}$'`),
		check(
			'ally_profiles_point',
			sql`num_nulls(${table.latitude}, ${table.longitude}, ${table.point}) in (0, 3)`
		),
		check(
			'ally_profiles_on_earth',
			sql`${table.latitude} between -90 and 90 and ${table.longitude} between -180 and 180`
		)
	]
);

/** Every address that a page has had: the current one and the old ones, which lead to it for ever. */
export const allySlugs = pgTable(
	'ally_slugs',
	{
		slug: text().primaryKey(),
		profileId: uuid()
			.notNull()
			.references(() => profiles.id, { onDelete: 'cascade' })
	},
	(table) => [
		index('ally_slugs_profile').on(table.profileId),
		index('ally_slugs_base').on(sql`regexp_replace(${table.slug}, '-[0-9]+$', '')`)
	]
);

/** What an ally offers to others and what it needs, as skills of the alliance; `note` says it in its own words. */
export const allySkills = pgTable(
	'ally_skills',
	{
		profileId: uuid()
			.notNull()
			.references(() => profiles.id, { onDelete: 'cascade' }),
		skillId: uuid().notNull(),
		side: text({ enum: ['offer', 'need'] }).notNull(),
		note: text(),
		since: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [
		primaryKey({ columns: [table.profileId, table.side, table.skillId] }),
		index('ally_skills_skill').on(table.skillId, table.side),
		check('ally_skills_side', sql`${table.side} in ('offer', 'need')`)
	]
);

/** Addresses on the web that an ally shows besides its own site, in its order. */
export const allyLinks = pgTable(
	'ally_links',
	{
		profileId: uuid()
			.notNull()
			.references(() => profiles.id, { onDelete: 'cascade' }),
		position: smallint().notNull(),
		label: text().notNull(),
		url: text().notNull()
	},
	(table) => [primaryKey({ columns: [table.profileId, table.position] })]
);

/** Who may write the page of an organisation, besides facilitators and administrators. */
export const allyKeepers = pgTable(
	'ally_keepers',
	{
		profileId: uuid()
			.notNull()
			.references(() => profiles.id, { onDelete: 'cascade' }),
		personId: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' }),
		since: timestamp({ withTimezone: true }).notNull().defaultNow(),
		admittedBy: uuid().references(() => persons.id, { onDelete: 'set null' })
	},
	(table) => [
		primaryKey({ columns: [table.profileId, table.personId] }),
		index('ally_keepers_person').on(table.personId),
		index('ally_keepers_admitted_by').on(table.admittedBy)
	]
);
