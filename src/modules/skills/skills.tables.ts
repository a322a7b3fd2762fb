import { sql } from 'drizzle-orm';
import {
	check,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	timestamp,
	uniqueIndex,
	uuid,
	type AnyPgColumn
} from 'drizzle-orm/pg-core';

/** The families of skills, in the order in which they are read. */
export const skillThemes = pgTable('skill_themes', {
	key: text().primaryKey(),
	nameFr: text().notNull(),
	nameEn: text(),
	position: integer().notNull()
});

/**
 * What allies can do for each other, in plain words. A skill merged into another stays as the row to which what was kept
 * of it leads; `merged_into` is always the last one, never a skill that was merged itself.
 */
export const skills = pgTable(
	'skills',
	{
		id: uuid().primaryKey(),
		slug: text().notNull(),
		nameFr: text().notNull(),
		nameEn: text(),
		aboutFr: text(),
		aboutEn: text(),
		theme: text()
			.notNull()
			.references(() => skillThemes.key),
		mergedInto: uuid().references((): AnyPgColumn => skills.id),
		/** Since when it is no longer proposed; who chose it before keeps it. */
		retiredAt: timestamp({ withTimezone: true })
	},
	(table) => [
		uniqueIndex('skills_slug')
			.on(table.slug)
			.where(sql`${table.mergedInto} is null`),
		index('skills_theme').on(table.theme),
		index('skills_merged_into').on(table.mergedInto),
		check('skills_slug_letters', sql`${table.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`),
		check('skills_name', sql`name_key(${table.nameFr}) <> '' and name_key(${table.nameEn}) <> ''`),
		check('skills_merged_into_another', sql`${table.mergedInto} <> ${table.id}`)
	]
);

/** Every address that a skill has or had, also as the skills that were merged into it: each leads to one for ever. */
export const skillSlugs = pgTable(
	'skill_slugs',
	{
		slug: text().primaryKey(),
		skillId: uuid()
			.notNull()
			.references(() => skills.id, { onDelete: 'cascade' })
	},
	(table) => [index('skill_slugs_skill').on(table.skillId)]
);

/** Other words for a skill, that people type when they look for it. */
export const skillAliases = pgTable(
	'skill_aliases',
	{
		skillId: uuid()
			.notNull()
			.references(() => skills.id, { onDelete: 'cascade' }),
		language: text({ enum: ['fr', 'en'] }).notNull(),
		alias: text().notNull()
	},
	(table) => [
		uniqueIndex('skill_aliases_key').on(table.skillId, table.language, sql`name_key(${table.alias})`),
		check('skill_aliases_alias', sql`name_key(${table.alias}) <> ''`),
		check('skill_aliases_language', sql`${table.language} in ('fr', 'en')`)
	]
);

/**
 * Every name and alias under which a skill is found: a key belongs to one skill. Kept by triggers on the skills and
 * their aliases, so that no way of writing them forgets it.
 */
export const skillNames = pgTable(
	'skill_names',
	{
		key: text().primaryKey(),
		skillId: uuid()
			.notNull()
			.references(() => skills.id, { onDelete: 'cascade' }),
		name: text().notNull()
	},
	(table) => [
		index('skill_names_skill').on(table.skillId),
		index('skill_names_search').using('gin', sql`search_key(${table.name}) gin_trgm_ops`)
	]
);

/** The neighbours that somebody chose for a skill. A skill without any has those of its theme. */
export const skillNeighbours = pgTable(
	'skill_neighbours',
	{
		skillId: uuid()
			.notNull()
			.references(() => skills.id, { onDelete: 'cascade' }),
		neighbourId: uuid()
			.notNull()
			.references(() => skills.id, { onDelete: 'cascade' })
	},
	(table) => [
		primaryKey({ columns: [table.skillId, table.neighbourId] }),
		index('skill_neighbours_neighbour').on(table.neighbourId),
		check('skill_neighbours_another', sql`${table.skillId} <> ${table.neighbourId}`)
	]
);
