import { sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { nothingRefersTo, removeUnusedOrganisations } from '../people/organisations-in-bulk.server.ts';
import { columnsNamed, tellPages } from './bulk.server.ts';
import type { PageColumns } from './page-columns.ts';

/** What belongs to a page itself: rows there do not mean that somebody has done something with it. */
const ownTables = ['ally_slugs', 'ally_skills', 'ally_links', 'ally_listings'];

/** Removes the organisations of pages that are as they were opened and that nothing leads to; says which organisations. */
export async function removeUntouched(
	tx: Database,
	actorId: string | null,
	opened: { profileId: string; version: string }[],
	/** Tables of the caller in which a row does not mean that somebody uses the organisation. */
	besides: string[]
): Promise<Set<string>> {
	const isUnused = await nothingRefersTo(tx, 'ally_profiles', sql`p.id`, ownTables);
	const { rows } = await tx.execute<{ id: string; organisationId: string }>(sql`
		select p.id, p.organisation_id as "organisationId"
		from jsonb_to_recordset(${JSON.stringify(opened)}::jsonb) as u ("profileId" uuid, version timestamptz)
		join ally_profiles p on p.id = u."profileId" and p.updated_at = u.version
		where ${isUnused} order by p.id for update of p`);
	const organisationIds = rows.map(({ organisationId }) => organisationId);
	const removed = await removeUnusedOrganisations(tx, organisationIds, ['ally_profiles', ...besides]);
	const profileIds = rows.filter(({ organisationId }) => removed.has(organisationId)).map(({ id }) => id);
	await tellPages(tx, actorId, profileIds);
	return removed;
}

export type Restoring = {
	profileId: string;
	/** What the page must still be. */
	version: string;
	set: Partial<PageColumns>;
	/** Skills that are taken away again. */
	offers: string[];
	needs: string[];
	formerVersion: string;
};

/** Gives pages back what they said, those that nobody has written since; says which ones. */
export async function restoreUntouched(
	tx: Database,
	actorId: string | null,
	restoring: Restoring[]
): Promise<Set<string>> {
	if (restoring.length === 0) return new Set();
	const sent = JSON.stringify(restoring);
	const { rows } = await tx.execute<{ id: string }>(sql`
		update ally_profiles p set ${columnsNamed()}, updated_at = f."formerVersion", updated_by = ${actorId}::uuid
		from jsonb_to_recordset(${sent}::jsonb)
			as f ("profileId" uuid, version timestamptz, set jsonb, "formerVersion" timestamptz)
		where p.id = f."profileId" and p.updated_at = f.version returning p.id`);
	const restored = rows.map(({ id }) => id);
	await tx.execute(sql`
		delete from ally_skills s
		using jsonb_to_recordset(${sent}::jsonb) as f ("profileId" uuid, offers jsonb, needs jsonb)
		where s.profile_id = f."profileId" and s.profile_id = any(${sql.param(restored)}::uuid[])
			and (s.side = 'offer' and f.offers ? s.skill_id::text or s.side = 'need' and f.needs ? s.skill_id::text)`);
	await tellPages(tx, actorId, restored);
	return new Set(restored);
}
