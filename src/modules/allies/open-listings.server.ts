import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { oncePerDatabase, type Database } from '#platform/database.server.ts';
import { isRead, listings } from './listings.tables.ts';

const columns = {
	profileId: listings.profileId,
	slug: listings.slug,
	name: listings.name,
	kind: listings.kind,
	sentence: listings.sentence,
	description: listings.description,
	territoryId: listings.territoryId,
	placeLabel: listings.placeLabel,
	departementCode: listings.departementCode,
	regionCode: listings.regionCode,
	perimeterId: listings.perimeterId,
	latitude: listings.latitude,
	longitude: listings.longitude,
	isApproximate: listings.isApproximate,
	siren: listings.siren,
	siret: listings.siret,
	rna: listings.rna,
	website: listings.website,
	links: listings.links,
	email: listings.email,
	phone: listings.phone,
	address: listings.address,
	offers: listings.offers,
	needs: listings.needs,
	circles: listings.circles,
	updatedAt: listings.updatedAt
};

export type OpenListing = Awaited<ReturnType<typeof openListings>>[number];

const isOpen = and(isRead('public'), eq(listings.isOrganisation, true));
const nobody = '00000000-0000-0000-0000-000000000000';

const after = oncePerDatabase((db) =>
	db
		.select(columns)
		.from(listings)
		.where(and(isOpen, gt(listings.profileId, sql.placeholder('after'))))
		.orderBy(asc(listings.profileId))
		.limit(sql.placeholder('size'))
		.prepare('open_listings')
);

/**
 * What everybody may see of organisations, to be taken away: a page of them after a key. Persons are read on their pages and
 * not given in bulk.
 */
export async function openListings(db: Database, key: string | null, size: number) {
	return after(db).execute({ after: key ?? nobody, size });
}

/** What everybody may see of one organisation, or nothing. */
export async function findOpenListing(db: Database, slug: string): Promise<OpenListing | undefined> {
	const [found] = await db
		.select(columns)
		.from(listings)
		.where(and(isOpen, eq(listings.slug, slug)));
	return found;
}
