import { sql } from 'drizzle-orm';
import { oncePerDatabase, type Database } from '#platform/database.server.ts';
import type { Person } from '../people/people.server.ts';
import { persons } from '../people/people.tables.ts';
import type { Reader } from './audiences.ts';

const standing = oncePerDatabase((db) =>
	db
		.select({
			isAlly: sql<boolean>`exists (select 1 from ally_evidence e where e.person_id = persons.id or e.actor_id = persons.id)
				or exists (select 1 from ally_keepers k join ally_profiles p on p.id = k.profile_id
					join ally_evidence e on e.organisation_id = p.organisation_id where k.person_id = persons.id)`
		})
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
