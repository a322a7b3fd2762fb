import { sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { recomputeCircles, type EvidenceProvider } from './evidence.server.ts';
import { refreshListings } from './listings.server.ts';
import { ensureProfiles } from './profiles.server.ts';

/** Gives a page to every organisation that a world planted, and places each in the circles that its facts say. */
export async function plantPages(tx: Database, providers: EvidenceProvider[]): Promise<void> {
	const { rows } = await tx.execute<{ id: string }>(
		sql`select id from organisations order by created_at, id`
	);
	const pages = await ensureProfiles(
		tx,
		rows.map(({ id }) => id),
		'public'
	);
	await refreshListings(tx, pages);
	await recomputeCircles(tx, providers);
}
