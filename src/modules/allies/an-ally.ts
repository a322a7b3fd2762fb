import { eq } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { OrganisationKind } from '../people/organisation-kinds.ts';
import { foundOrganisation } from '../people/organisations.server.ts';
import { somebody } from '../people/somebody.ts';
import { profiles } from './allies.tables.ts';
import { refreshListings } from './listings.server.ts';
import { ensureProfiles } from './profiles.server.ts';

type Fields = Partial<typeof profiles.$inferInsert> & { kind?: OrganisationKind };

/** An organisation with a page that everybody sees, for tests; gives the id of the page. */
export async function anAlly(db: Database, name: string, { kind = 'association', ...fields }: Fields = {}) {
	const { id } = await foundOrganisation(db, await somebody(db), { name, kind, place: null });
	const [page] = await ensureProfiles(db, [id], 'public');
	if (Object.keys(fields).length > 0) await db.update(profiles).set(fields).where(eq(profiles.id, page!));
	await refreshListings(db, [page!]);
	return page!;
}
