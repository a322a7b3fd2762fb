import { inArray, sql } from 'drizzle-orm';
import { oncePerDatabase, type Database } from '#platform/database.server.ts';
import type { Person } from '../people/people.server.ts';
import { persons } from '../people/people.tables.ts';
import type { Reader } from './audiences.ts';

const isAlly = sql<boolean>`(exists (select 1 from ally_evidence e where e.person_id = persons.id or e.actor_id = persons.id)
	or exists (select 1 from ally_keepers k join ally_profiles p on p.id = k.profile_id
		join ally_evidence e on e.organisation_id = p.organisation_id where k.person_id = persons.id))`;

const standing = oncePerDatabase((db) =>
	db
		.select({ isAlly })
		.from(persons)
		.where(sql`${persons.id} = ${sql.placeholder('person')}`)
		.prepare('standing_of_person')
);

/**
 * As whom somebody reads pages of allies. An ally is placed in a circle, acted for an organisation that is, or keeps its page;
 * facilitators and administrators read as allies do. Belonging to an organisation is one's own word and opens nothing.
 */
export async function audienceOf(db: Database, person: Person | null): Promise<Reader> {
	if (!person) return 'public';
	if (person.isAdministrator || person.isFacilitator) return 'allies';
	const [found] = await standing(db).execute({ person: person.id });
	return found?.isAlly ? 'allies' : 'public';
}

/** As whom each of these persons reads pages of allies, by their id, as {@link audienceOf} tells it of one who is signed in. */
export async function audiencesOf(db: Database, personIds: string[]): Promise<Map<string, Reader>> {
	const hasRole = sql`exists (select from roles r where r.person_id = persons.id)`;
	const found = await db
		.select({ id: persons.id, isAlly: sql<boolean>`${hasRole} or ${isAlly}` })
		.from(persons)
		.where(inArray(persons.id, personIds));
	return new Map(found.map((one) => [one.id, one.isAlly ? 'allies' : 'public']));
}
