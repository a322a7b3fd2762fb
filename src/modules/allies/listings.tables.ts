import { sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import {
	boolean,
	check,
	customType,
	doublePrecision,
	index,
	jsonb,
	pgTable,
	primaryKey,
	smallint,
	text,
	timestamp,
	uuid
} from 'drizzle-orm/pg-core';
import { profiles } from './allies.tables.ts';
import type { OrganisationKind } from '../people/organisation-kinds.ts';
import type { Reader } from './audiences.ts';
import type { Circle, Fact } from './circles.ts';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });
/** Words of a computer and keys to sort by, compared byte after byte, which is quicker than in the order of a language. */
const key = customType<{ data: string }>({ dataType: () => 'text collate "C"' });

type ShownLink = { label: string; url: string };
/** Somebody on an organisation's page, or an organisation on somebody's; without a slug their own page is not shown. */
type ShownAffiliation = { name: string; role: string; slug: string | null };
type ShownEvidence = { circle: Circle; fact: Fact; detail: string | null; on: string };
type ShownActivity = { title: string; on: string; url: string | null };
type ShownNote = { skillId: string; note: string };

/** A place on a plane where distances compare: a degree of longitude is shortened as it is in the middle of France. */
export function placeOf(longitude: SQLWrapper, latitude: SQLWrapper): SQL {
	return sql`point(${longitude} * 0.69, ${latitude})`;
}

/**
 * What each audience may see of each ally, and nothing else: one row where all see the same, else one for the public and one for
 * allies. Every output (page, directory, facets, map, search, export) reads here as its audience, by {@link isRead} or
 * {@link readBy}; what is not shown is not in the row. `refreshListings` alone writes it.
 */
export const listings = pgTable(
	'ally_listings',
	{
		profileId: uuid()
			.notNull()
			.references(() => profiles.id, { onDelete: 'cascade' }),
		isForPublic: boolean().notNull(),
		isForAllies: boolean().notNull(),
		slug: key().notNull(),
		name: text().notNull(),
		sortName: key()
			.notNull()
			.generatedAlwaysAs((): SQL => sql`search_key(name)`),
		isOrganisation: boolean().notNull(),
		kind: key().$type<OrganisationKind>(),
		sentence: text(),
		description: text(),
		territoryId: key(),
		placeLabel: text(),
		placeKind: key(),
		departementCode: key(),
		regionCode: key(),
		perimeterId: text(),
		perimeterLabel: text(),
		latitude: doublePrecision(),
		longitude: doublePrecision(),
		isApproximate: boolean(),
		siren: key(),
		siret: text(),
		rna: text(),
		website: text(),
		email: text(),
		phone: text(),
		address: text(),
		pictureId: uuid(),
		links: jsonb().$type<ShownLink[]>().notNull(),
		offers: uuid().array().notNull(),
		needs: uuid().array().notNull(),
		notes: jsonb().$type<{ offers: ShownNote[]; needs: ShownNote[] }>().notNull(),
		circles: text().array().$type<Circle[]>().notNull(),
		evidence: jsonb().$type<ShownEvidence[]>().notNull(),
		people: jsonb().$type<ShownAffiliation[]>().notNull(),
		activities: jsonb().$type<ShownActivity[]>().notNull(),
		updatedAt: timestamp({ withTimezone: true }).notNull(),
		/** A number from 0 to 1023 drawn from the id: those below some number are a fair sample of all. */
		grain: smallint()
			.notNull()
			.generatedAlwaysAs((): SQL => sql`(hashtext(profile_id::text) & 1023)::smallint`),
		/** `ally_words` of what the row shows. */
		words: tsvector().notNull()
	},
	// The map counts in two indexes that hold all that it needs: rows are wide, and it reads every one of them.
	(table) => [
		primaryKey({ columns: [table.profileId, table.isForPublic] }),
		check('ally_listings_is_read', sql`${table.isForPublic} or ${table.isForAllies}`),
		index('ally_listings_slug').on(table.slug),
		index('ally_listings_name').on(table.sortName, table.profileId),
		index('ally_listings_recent').on(table.updatedAt, table.profileId),
		index('ally_listings_kind').on(table.kind, table.sortName),
		index('ally_listings_departement').on(table.departementCode, table.sortName),
		index('ally_listings_region').on(table.regionCode, table.sortName),
		index('ally_listings_points').on(
			table.latitude,
			table.longitude,
			table.departementCode,
			table.territoryId,
			table.isApproximate,
			table.isForPublic,
			table.isForAllies
		),
		index('ally_listings_nearest').using('gist', placeOf(table.longitude, table.latitude)),
		index('ally_listings_siren')
			.on(table.siren)
			.where(sql`${table.siren} is not null`),
		index('ally_listings_words').using('gin', table.words),
		index('ally_listings_sample').on(
			table.grain,
			table.departementCode,
			table.regionCode,
			table.placeKind,
			table.isApproximate,
			table.latitude,
			table.longitude,
			table.territoryId,
			table.isForPublic,
			table.isForAllies
		),
		index('ally_listings_offers').using('gin', table.offers),
		index('ally_listings_needs').using('gin', table.needs),
		index('ally_listings_circles').using('gin', table.circles)
	]
);

/** Whether an audience reads a listing. */
export function isRead(audience: Reader): SQL {
	return sql`${audience === 'public' ? listings.isForPublic : listings.isForAllies}`;
}

/** Whether an audience reads a listing that a statement calls `l`. */
export function readBy(audience: Reader): SQL {
	return audience === 'public' ? sql`l.is_for_public` : sql`l.is_for_allies`;
}
