import { sql } from 'drizzle-orm';
import { oncePerDatabase, type Database } from '#platform/database.server.ts';
import type { Person } from '../people/people.server.ts';
import { profiles } from './allies.tables.ts';

const own = oncePerDatabase((db) =>
	db
		.select({
			isOfOrganisation: sql<boolean>`${profiles.organisationId} is not null`,
			isKept: sql<boolean>`${profiles.personId} = ${sql.placeholder('person')}
				or exists (select from ally_keepers k where k.profile_id = ally_profiles.id and k.person_id = ${sql.placeholder('person')})`
		})
		.from(profiles)
		.where(sql`${profiles.id} = ${sql.placeholder('page')}`)
		.prepare('ally_may_edit')
);

/**
 * Whether somebody may write a page: that of an organisation its keepers, facilitators and administrators; that of a person
 * this person alone.
 */
export async function mayEdit(db: Database, person: Person | null, profileId: string): Promise<boolean> {
	if (!person) return false;
	const [page] = await own(db).execute({ person: person.id, page: profileId });
	if (!page) return false;
	if (page.isKept) return true;
	return page.isOfOrganisation && (person.isFacilitator || person.isAdministrator);
}
