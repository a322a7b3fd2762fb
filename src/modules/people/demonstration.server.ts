import { and, asc, eq, like, ne, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import type { Person } from './people.server.ts';
import { isInventedAddress, inventedDomain, newcomer, sharedPersonas, type Persona } from './personas.ts';
import { affiliations, organisations, persons, roles } from './people.tables.ts';

/** Newcomers that a demonstration keeps: beyond, the oldest ones leave, so that a much visited one does not grow. */
export const newcomersKept = 300;
const newcomerAddresses = `nouvelle-%@${inventedDomain}`;

/** Plants the characters of a demonstration, with their organisations and roles. Planted twice, they are there once. */
export async function plantPersonas(tx: Database): Promise<void> {
	for (const persona of sharedPersonas) await plantPersona(tx, persona);
}

/**
 * The person whom a visitor becomes by choosing a character: the shared one, or for the newcomer somebody new, so that
 * visitors who arrive at the same time do not sign in each other's place.
 */
export async function personToPlay(db: Database, key: string): Promise<string | undefined> {
	if (key === newcomer.key) return freshNewcomer(db);
	const persona = sharedPersonas.find((known) => known.key === key);
	return persona && db.transaction((tx) => plantPersona(tx, persona));
}

/** The newcomers who should leave for {@link newcomersKept} to be kept, oldest first, never `staying`; five at most at a time. */
export async function newcomersToLeave(
	db: Database,
	staying: string,
	kept = newcomersKept
): Promise<Person[]> {
	const [count] = await db
		.select({ newcomers: sql<number>`count(*)::int` })
		.from(persons)
		.where(like(persons.email, newcomerAddresses));
	const tooMany = Math.min((count?.newcomers ?? 0) - kept, 5);
	if (tooMany <= 0) return [];
	const leaving = await db
		.select({ id: persons.id, name: persons.name, email: persons.email, locale: persons.locale })
		.from(persons)
		.where(and(like(persons.email, newcomerAddresses), eq(persons.isInvented, true), ne(persons.id, staying)))
		.orderBy(asc(persons.createdAt), asc(persons.id))
		.limit(tooMany);
	const nobodyYet = { isAdministrator: false, isFacilitator: false, isWelcomed: true };
	return leaving.map((person) => ({ ...person, email: person.email ?? '', ...nobodyYet }));
}

/** Whether all visitors of a demonstration may read a mail: nobody real reads that address, and no settings name it. */
export function isShownToVisitors(recipient: string, administrator?: string): boolean {
	return isInventedAddress(recipient) && recipient !== administrator?.toLowerCase();
}

async function plantPersona(tx: Database, persona: Persona): Promise<string> {
	await tx.insert(persons).values(invented(persona.name, persona.email)).onConflictDoNothing();
	const [person] = await tx.select({ id: persons.id }).from(persons).where(eq(persons.email, persona.email));
	const personId = person!.id;
	if (persona.role) await tx.insert(roles).values({ personId, role: persona.role }).onConflictDoNothing();
	if (persona.organisation) await plantAffiliation(tx, personId, persona.organisation);
	return personId;
}

async function plantAffiliation(
	tx: Database,
	personId: string,
	{ role, ...organisation }: NonNullable<Persona['organisation']>
): Promise<void> {
	await tx
		.insert(organisations)
		.values({ id: uuidv7(), ...organisation, isInvented: true })
		.onConflictDoNothing();
	const [place] = await tx
		.select({ id: organisations.id })
		.from(organisations)
		.where(sql`name_key(${organisations.name}) = name_key(${organisation.name})`);
	await tx
		.insert(affiliations)
		.values({ id: uuidv7(), personId, organisationId: place!.id, role, since: '2024-01-15' })
		.onConflictDoNothing();
}

const lastNames = ['Nouvel', 'Deschamps', 'Rivière', 'Lavigne', 'Duchemin', 'Fontaine', 'Vallon', 'Delorme'];

async function freshNewcomer(db: Database): Promise<string> {
	const id = uuidv7();
	const lastName = lastNames[Math.floor(Math.random() * lastNames.length)];
	const name = `${newcomer.name} ${lastName}`;
	await db.insert(persons).values({ ...invented(name, `nouvelle-${id}@${inventedDomain}`), id });
	return id;
}

function invented(name: string, email: string) {
	return { id: uuidv7(), name, email, emailVerified: true, isInvented: true, welcomedAt: new Date() };
}
