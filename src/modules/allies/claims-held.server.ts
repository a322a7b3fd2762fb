import { eq } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { m } from '#words/messages.js';
import type { Person } from '../people/people.server.ts';
import { organisations } from '../people/people.tables.ts';
import type { HeldData } from '../people/personal-data.ts';
import { profiles } from './allies.tables.ts';
import { allyClaims } from './claims.tables.ts';

/** The pages that a person asked to keep, with what they wrote and what was answered. */
export async function claimsHeld(db: Database, person: Person): Promise<HeldData> {
	const rows = await db
		.select({
			organisation: organisations.name,
			message: allyClaims.message,
			askedAt: allyClaims.askedAt,
			outcome: allyClaims.outcome,
			reason: allyClaims.reason
		})
		.from(allyClaims)
		.innerJoin(profiles, eq(profiles.id, allyClaims.profileId))
		.innerJoin(organisations, eq(organisations.id, profiles.organisationId))
		.where(eq(allyClaims.personId, person.id))
		.orderBy(allyClaims.askedAt);
	const labels = {
		organisation: m.allies_data_organisation(),
		message: m.allies_data_message(),
		askedAt: m.allies_data_asked(),
		outcome: m.allies_data_outcome(),
		reason: m.allies_data_reason()
	};
	return { key: 'allies.claims', title: m.allies_data_claims(), labels, rows };
}

/** Erases what a person asked; what they decided for others stays without them. */
export async function forgetClaims(tx: Database, personId: string): Promise<void> {
	await tx.delete(allyClaims).where(eq(allyClaims.personId, personId));
	await tx.update(allyClaims).set({ decidedBy: null }).where(eq(allyClaims.decidedBy, personId));
}
