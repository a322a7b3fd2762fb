import { eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import type { OrganisationInput } from './people.input.ts';
import type { Person } from './people.server.ts';
import { organisations } from './people.tables.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'people.organisation-founded': { organisationId: string };
	}
}

const organisationColumns = {
	id: organisations.id,
	name: organisations.name,
	kind: organisations.kind,
	place: organisations.place
};

export type Organisation = Pick<typeof organisations.$inferSelect, keyof typeof organisationColumns>;

/** The organisation that has this id, or nothing. */
export async function findOrganisation(db: Database, id: string): Promise<Organisation | undefined> {
	const [found] = await db.select(organisationColumns).from(organisations).where(eq(organisations.id, id));
	return found;
}

/** The organisation of this name, whatever its accents, capitals, spaces and punctuation, or nothing. */
export async function findOrganisationNamed(db: Database, name: string): Promise<Organisation | undefined> {
	const sameName = sql`name_key(${organisations.name}) = name_key(${name})`;
	const [found] = await db.select(organisationColumns).from(organisations).where(sameName);
	return found;
}

/**
 * Founds an organisation, or finds the one that has this name already: two people who found it at once get the same.
 * The one that exists keeps its kind and place.
 */
export async function foundOrganisation(
	tx: Database,
	person: Person,
	input: OrganisationInput
): Promise<Organisation & { isNew: boolean }> {
	const [founded] = await tx
		.insert(organisations)
		.values({ id: uuidv7(), ...input, foundedBy: person.id })
		.onConflictDoNothing()
		.returning(organisationColumns);
	if (founded) {
		const details = { organisationId: founded.id };
		await recordEvent(tx, { name: 'people.organisation-founded', actorId: person.id, details });
		return { ...founded, isNew: true };
	}
	const existing = await findOrganisationNamed(tx, input.name);
	if (!existing) throw new Error('An organisation that stood in the way is gone: try again');
	return { ...existing, isNew: false };
}

/** The eight organisations whose name is nearest to what one types, accents and small slips forgiven. */
export async function organisationsLike(db: Database, text: string): Promise<Organisation[]> {
	const typed = text.trim().slice(0, 160);
	if (typed === '') return [];
	const key = sql`search_key(${typed})`;
	const name = sql`search_key(${organisations.name})`;
	const literal = sql`replace(replace(replace(${key}, '\\', '\\\\'), '%', '\\%'), '_', '\\_')`;
	return db
		.select(organisationColumns)
		.from(organisations)
		.where(sql`${name} like '%' || ${literal} || '%' or ${name} % ${key}`)
		.orderBy(
			sql`${name} like ${literal} || '%' desc`,
			sql`similarity(${name}, ${key}) desc`,
			organisations.id
		)
		.limit(8);
}
