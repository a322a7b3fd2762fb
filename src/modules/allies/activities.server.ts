import { and, eq, inArray } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { profiles } from './allies.tables.ts';
import { allyActivities } from './facts.tables.ts';
import { refreshListings } from './listings.server.ts';

/** Something that an organisation or a person took part in, as another room tells it. */
type Activity = {
	organisationId: string | null;
	personId: string | null;
	title: string;
	url: string | null;
	/** A calendar day, `2023-12-14`. */
	happenedOn: string;
};

/**
 * Puts right who took part in one thing of another room (`source`, `reference`): told twice, it is there once. Their pages show
 * it once they are refreshed.
 */
export async function tellActivities(
	tx: Database,
	source: string,
	reference: string,
	activities: Activity[]
): Promise<void> {
	const isIt = and(eq(allyActivities.source, source), eq(allyActivities.reference, reference));
	await tx.delete(allyActivities).where(isIt);
	if (activities.length === 0) return;
	const rows = activities.map((activity) => ({ id: uuidv7(), source, reference, ...activity }));
	await tx.insert(allyActivities).values(rows).onConflictDoNothing();
}

/** Writes anew the pages of these organisations, after what they took part in has changed. */
export async function refreshOrganisations(tx: Database, organisationIds: string[]): Promise<void> {
	const pages = await tx
		.select({ id: profiles.id })
		.from(profiles)
		.where(inArray(profiles.organisationId, organisationIds));
	await refreshListings(
		tx,
		pages.map(({ id }) => id)
	);
}
