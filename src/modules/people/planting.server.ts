import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import type { OrganisationKind } from './organisation-kinds.ts';
import { alliance, organisations } from './people.tables.ts';

type AllianceFacts = { name: string; purposeFr: string; purposeEn: string; email: string; website?: string };
type OrganisationFacts = { name: string; kind: OrganisationKind; place?: string };

/** Names the alliance of a new database. `world` is the demonstration that fills it, null for a real alliance. */
export async function plantAlliance(tx: Database, facts: AllianceFacts, world: string | null): Promise<void> {
	await tx.insert(alliance).values({ ...facts, demonstrationWorld: world });
}

/** Plants organisations that exist, as pages that nobody has claimed: they have signed nothing. */
export async function plantOrganisations(tx: Database, facts: OrganisationFacts[]): Promise<void> {
	await tx.insert(organisations).values(facts.map((organisation) => ({ id: uuidv7(), ...organisation })));
}

/** Whether the database belongs to no alliance yet. */
export async function isUnplanted(db: Database): Promise<boolean> {
	return (await db.select({ id: alliance.id }).from(alliance)).length === 0;
}
