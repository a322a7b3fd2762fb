import { eq, inArray, or } from 'drizzle-orm';
import type { HappenedEvent } from '#platform/events/events.server.ts';
import type { Database } from '#platform/database.server.ts';
import { refile } from '#platform/search/searchables.server.ts';
import { persons } from '../people/people.tables.ts';
import { profiles } from './allies.tables.ts';
import { refreshAround, refreshListings } from './listings.server.ts';
import { ensureProfiles, readdress } from './profiles.server.ts';
import { searchableAllies } from './searchable.server.ts';

/** An organisation that somebody founded has a page at once, which allies alone see until it signs or somebody vouches for it. */
export async function openPageOfFounded(
	tx: Database,
	{ details }: HappenedEvent<'people.organisation-founded'>
): Promise<void> {
	await refreshListings(tx, await ensureProfiles(tx, [details.organisationId], 'allies'));
}

/** Who joined or left an organisation appears on its page, and it on theirs, or no longer. */
export async function refreshAffiliated(
	tx: Database,
	{ actorId, details }: HappenedEvent<'people.affiliated' | 'people.affiliation-ended'>
): Promise<void> {
	const concerned = await tx
		.select({ id: profiles.id })
		.from(profiles)
		.where(
			or(
				eq(profiles.organisationId, details.organisationId),
				inArray(profiles.personId, actorId ? [actorId] : [])
			)
		);
	await refreshListings(
		tx,
		concerned.map(({ id }) => id)
	);
}

/** The page of a person follows their name, and so do the pages that name them. */
export async function readdressRenamed(
	tx: Database,
	{ actorId }: HappenedEvent<'people.renamed'>
): Promise<void> {
	if (!actorId) return;
	const [page] = await tx
		.select({ id: profiles.id, name: persons.name })
		.from(profiles)
		.innerJoin(persons, eq(persons.id, profiles.personId))
		.where(eq(profiles.personId, actorId));
	if (!page) return;
	await readdress(tx, page.id, page.name);
	await refreshAround(tx, [page.id]);
}

/** Pages that were written many at once are filed again in the search, as they are now. */
export async function refilePages(
	tx: Database,
	{ details }: HappenedEvent<'allies.pages-changed'>
): Promise<void> {
	await refile(tx, searchableAllies, details.profileIds);
}
