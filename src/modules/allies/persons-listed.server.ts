import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { profiles } from './allies.tables.ts';
import type { Reader } from './audiences.ts';
import { isRead, listings } from './listings.tables.ts';

const listed = {
	territoryId: listings.territoryId,
	placeLabel: listings.placeLabel,
	departementCode: listings.departementCode,
	regionCode: listings.regionCode,
	offers: listings.offers,
	needs: listings.needs
};

/** Where these persons are, what they offer and need, as their own page shows it to an audience; without what is kept from it. */
export async function personsListed(db: Database, audience: Reader, personIds: string[]) {
	if (personIds.length === 0) return new Map<string, never>();
	const rows = await db
		.select({ personId: profiles.personId, ...listed })
		.from(profiles)
		.innerJoin(listings, and(eq(listings.profileId, profiles.id), isRead(audience)))
		.where(inArray(profiles.personId, personIds));
	return new Map(rows.map(({ personId, ...rest }) => [personId!, rest]));
}
