import type { Database } from '#platform/database.server.ts';
import { findOpenListing, openListings, type OpenListing } from '../allies/open-listings.server.ts';
import { allSkills } from '../skills/skills.server.ts';
import type { AllyRecord } from './ally-record.ts';

const batch = 1000;

/** A page of organisations as open data, after the identifier of the last one read. */
export async function allyRecords(
	db: Database,
	origin: string,
	after: string | null,
	size: number
): Promise<AllyRecord[]> {
	const [found, slugs] = [await openListings(db, after, size), await slugsOfSkills(db)];
	return found.map((listing) => recordOf(listing, origin, slugs));
}

/** One organisation as open data, or nothing when everybody may not see it. */
export async function findAllyRecord(
	db: Database,
	origin: string,
	slug: string
): Promise<AllyRecord | undefined> {
	const found = await findOpenListing(db, slug);
	return found && recordOf(found, origin, await slugsOfSkills(db));
}

/** All organisations, in pages: what is exported never stands in memory whole. */
export async function* allAllyRecords(db: Database, origin: string): AsyncGenerator<AllyRecord[]> {
	const slugs = await slugsOfSkills(db);
	let after: string | null = null;
	for (;;) {
		const page: OpenListing[] = await openListings(db, after, batch);
		if (page.length > 0) yield page.map((listing) => recordOf(listing, origin, slugs));
		if (page.length < batch) return;
		after = page.at(-1)!.profileId;
	}
}

async function slugsOfSkills(db: Database): Promise<Map<string, string>> {
	return new Map((await allSkills(db)).map(({ id, slug }) => [id, slug]));
}

function recordOf(listing: OpenListing, origin: string, slugs: Map<string, string>): AllyRecord {
	const named = (ids: string[]) => ids.flatMap((id) => slugs.get(id) ?? []).toSorted();
	return {
		id: listing.profileId,
		url: `${origin}/allies/${listing.slug}`,
		name: listing.name,
		kind: listing.kind,
		sentence: listing.sentence,
		description: listing.description,
		place: listing.placeLabel,
		territory: listing.territoryId,
		departement: listing.departementCode,
		region: listing.regionCode,
		perimeter: listing.perimeterId,
		latitude: listing.latitude,
		longitude: listing.longitude,
		is_approximate: listing.isApproximate,
		siren: listing.siren,
		siret: listing.siret,
		rna: listing.rna,
		website: listing.website,
		links: listing.links.map(({ url }) => url),
		email: listing.email,
		phone: listing.phone,
		address: listing.address,
		skills: named(listing.offers),
		needs: named(listing.needs),
		circles: listing.circles,
		updated_at: listing.updatedAt.toISOString()
	};
}
