import { sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { tellActivities } from './activities.server.ts';
import { recomputeCircles, type EvidenceProvider } from './evidence.server.ts';
import { refreshListings } from './listings.server.ts';
import { ensureProfiles } from './profiles.server.ts';

type Participation = { gatheringId: string; title: string; happenedOn: string; organisationIds: string[] };

/** Gives a page to every organisation that a world planted, tells what each took part in, and places it in the circles that its facts say. */
export async function plantPages(
	tx: Database,
	providers: EvidenceProvider[],
	gatherings: Participation[] = []
): Promise<void> {
	const { rows } = await tx.execute<{ id: string }>(
		sql`select id from organisations order by created_at, id`
	);
	const pages = await ensureProfiles(
		tx,
		rows.map(({ id }) => id),
		'public'
	);
	for (const { gatheringId, organisationIds, ...told } of gatherings)
		await tellActivities(
			tx,
			'agenda',
			gatheringId,
			organisationIds.map((organisationId) => ({ ...told, organisationId, personId: null, url: null }))
		);
	await recomputeCircles(tx, providers);
	await refreshListings(tx, pages);
}
