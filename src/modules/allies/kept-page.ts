import type { Database } from '#platform/database.server.ts';
import { foundOrganisation } from '../people/organisations.server.ts';
import type { Person } from '../people/people.server.ts';
import { somebody } from '../people/somebody.ts';
import { allyKeepers } from './allies.tables.ts';
import { refreshListings } from './listings.server.ts';
import { ensureProfiles } from './profiles.server.ts';

/** Inserts the page of an organisation for a test, shown to everybody, with somebody who keeps it. */
export async function keptPage(
	db: Database,
	name = 'La Source'
): Promise<{ page: string; organisationId: string; keeper: Person }> {
	const keeper = await somebody(db);
	const organisation = { name, kind: 'association', place: null } as const;
	const { id: organisationId } = await foundOrganisation(db, keeper, organisation);
	const [page] = await ensureProfiles(db, [organisationId], 'public');
	await db.insert(allyKeepers).values({ profileId: page!, personId: keeper.id });
	await refreshListings(db, [page!]);
	return { page: page!, organisationId, keeper };
}
