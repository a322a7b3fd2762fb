import { sql, type SQL } from 'drizzle-orm';
import {
	boolean,
	check,
	doublePrecision,
	index,
	integer,
	pgTable,
	primaryKey,
	smallint,
	text,
	type AnyPgColumn
} from 'drizzle-orm/pg-core';
import { compositeForms, territoryKinds } from './kinds.ts';

/**
 * The places of the alliance. The id is the address: `commune-35238`, `epci-243500139`, `region-53`, `pays-BE`, `ensemble-…`.
 * A commune that merged stays, with the one that it became.
 */
export const territories = pgTable(
	'territories',
	{
		id: text().primaryKey(),
		kind: text({ enum: territoryKinds }).notNull(),
		form: text({ enum: compositeForms }),
		/** INSEE's code, or the SIREN of an EPCI, or the two letters of a country. */
		code: text(),
		siren: text(),
		name: text().notNull(),
		country: text().notNull().default('FR'),
		postalCodes: text().array().notNull().default([]),
		population: integer(),
		latitude: doublePrecision(),
		longitude: doublePrecision(),
		/** The point is the middle of a larger territory, for want of a better one. */
		isApproximate: boolean().notNull().default(true),
		departementCode: text(),
		regionCode: text(),
		epciCode: text(),
		/** The year of the list that last had it. */
		edition: smallint(),
		/** The first year without it, when it is known. */
		until: smallint(),
		became: text().references((): AnyPgColumn => territories.id, { onDelete: 'cascade' }),
		/** The words of the name, plain and each after a space, saints in full: what a search reads. */
		searchWords: text()
			.notNull()
			.generatedAlwaysAs((): SQL => sql`territory_words(name)`),
		/** In which order those found are proposed, the largest first: the people of a commune, a tenth of those of what holds many. */
		weight: integer()
			.notNull()
			.generatedAlwaysAs(
				(): SQL => sql`case
					when became is not null or until is not null then 0
					when kind = 'commune' then coalesce(population, 0)
					when kind in ('country', 'composite') then 30000
					when kind = 'place' then 10000
					else coalesce(population, 0) / 10
				end`
			)
	},
	(table) => [
		index('territories_search').using('gin', table.searchWords.op('gin_trgm_ops')),
		index('territories_words').on(table.searchWords),
		index('territories_weight').on(table.weight.desc()),
		index('territories_postal_codes').using('gin', table.postalCodes),
		index('territories_code').on(table.code),
		index('territories_siren').on(table.siren),
		index('territories_points')
			.on(table.latitude, table.longitude)
			.where(sql`${table.kind} = 'commune' and not ${table.isApproximate}`),
		index('territories_epci').on(table.epciCode),
		index('territories_departement').on(table.departementCode, table.kind),
		index('territories_region').on(table.regionCode, table.kind),
		index('territories_became').on(table.became),
		index('territories_composites')
			.on(table.form, table.searchWords, table.id)
			.where(sql`${table.kind} = 'composite'`),
		index('territories_country')
			.on(table.country, table.kind)
			.where(sql`${table.country} <> 'FR'`),
		check('territories_form', sql`(${table.kind} = 'composite') = (${table.form} is not null)`),
		check('territories_became_itself', sql`${table.became} <> ${table.id}`),
		check('territories_point', sql`num_nulls(${table.latitude}, ${table.longitude}) in (0, 2)`)
	]
);

/** What a composite territory is made of. A territory is never a part of itself, however far down: a trigger refuses it. */
export const territoryParts = pgTable(
	'territory_parts',
	{
		wholeId: text()
			.notNull()
			.references(() => territories.id, { onDelete: 'cascade' }),
		partId: text()
			.notNull()
			.references(() => territories.id, { onDelete: 'cascade' })
	},
	(table) => [
		primaryKey({ columns: [table.wholeId, table.partId] }),
		index('territory_parts_part').on(table.partId),
		check('territory_parts_itself', sql`${table.wholeId} <> ${table.partId}`)
	]
);
