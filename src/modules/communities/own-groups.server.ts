import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Person } from '../people/people.server.ts';
import { groups, memberships } from '../people/groups.tables.ts';

/** The groups that a person is in and that are not closed, by name. */
export async function groupsOf(db: Database, person: Person): Promise<{ slug: string; name: string }[]> {
	return db
		.select({ slug: groups.slug, name: groups.name })
		.from(memberships)
		.innerJoin(groups, eq(groups.id, memberships.groupId))
		.where(and(eq(memberships.personId, person.id), isNull(groups.closedAt)))
		.orderBy(asc(groups.name))
		.limit(200);
}
