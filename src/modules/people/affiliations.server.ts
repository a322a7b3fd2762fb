import { and, eq, isNull, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { oncePerDatabase, type Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import { findOrganisation, foundOrganisation } from './organisations.server.ts';
import type { FoundInput, JoinInput } from './people.input.ts';
import type { Person } from './people.server.ts';
import { affiliations, organisations } from './people.tables.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'people.affiliated': { organisationId: string };
		'people.affiliation-ended': { organisationId: string };
	}
}

const today = sql`(now() at time zone 'Europe/Paris')::date`;

const openAffiliations = oncePerDatabase((db) =>
	db
		.select({
			id: organisations.id,
			name: organisations.name,
			kind: organisations.kind,
			place: organisations.place,
			role: affiliations.role,
			since: affiliations.since
		})
		.from(affiliations)
		.innerJoin(organisations, eq(organisations.id, affiliations.organisationId))
		.where(and(eq(affiliations.personId, sql.placeholder('person')), isNull(affiliations.until)))
		.orderBy(affiliations.since, affiliations.id)
		.prepare('open_affiliations')
);

/** The organisations that a person says to belong to now, with the role in each, oldest first. */
export async function organisationsOf(db: Database, person: Pick<Person, 'id'>) {
	return openAffiliations(db).execute({ person: person.id });
}

/** Says that a person belongs to an organisation, in a role. Who belongs to it already changes their role. */
export async function affiliate(
	tx: Database,
	person: Person,
	organisationId: string,
	role: string
): Promise<void> {
	await tx
		.insert(affiliations)
		.values({ id: uuidv7(), personId: person.id, organisationId, role, since: today })
		.onConflictDoUpdate({
			target: [affiliations.personId, affiliations.organisationId],
			targetWhere: isNull(affiliations.until),
			set: { role }
		});
	await recordEvent(tx, { name: 'people.affiliated', actorId: person.id, details: { organisationId } });
}

/** Joins an organisation that is registered. Says false when there is none of this id. */
export async function joinOrganisation(db: Database, person: Person, input: JoinInput): Promise<boolean> {
	return db.transaction(async (tx) => {
		if (!(await findOrganisation(tx, input.id))) return false;
		await affiliate(tx, person, input.id, input.role);
		return true;
	});
}

/** Registers an organisation, or finds the one of this name, and joins it. */
export async function foundAndJoin(db: Database, person: Person, input: FoundInput): Promise<void> {
	const { role, ...organisation } = input;
	await db.transaction(async (tx) => {
		const { id } = await foundOrganisation(tx, person, organisation);
		await affiliate(tx, person, id, role);
	});
}

/** Ends a person's own place in an organisation, today; nothing happens when there is none. */
export async function endAffiliation(db: Database, person: Person, organisationId: string): Promise<void> {
	await db.transaction(async (tx) => {
		const ended = await tx
			.update(affiliations)
			.set({ until: today })
			.where(
				and(
					eq(affiliations.personId, person.id),
					eq(affiliations.organisationId, organisationId),
					isNull(affiliations.until)
				)
			)
			.returning({ id: affiliations.id });
		if (ended.length === 0) return;
		const details = { organisationId };
		await recordEvent(tx, { name: 'people.affiliation-ended', actorId: person.id, details });
	});
}
