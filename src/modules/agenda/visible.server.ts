import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Reader } from '../allies/audiences.ts';
import { memberships } from '../people/groups.tables.ts';
import type { Person } from '../people/people.server.ts';
import { gatherings } from './agenda.tables.ts';
import { mayRun } from './planning.server.ts';

/**
 * The gatherings that a reader may see: the one place that decides it for pages, lists, feeds and everything else. What is
 * inside a group is seen by its members alone, so only where one says who reads.
 */
export function visibleTo(reader: Reader, personId: string | null = null): SQL {
	const open: SQL =
		reader === 'allies' ? sql`${gatherings.audience} <> 'group'` : sql`${gatherings.audience} = 'public'`;
	return personId === null
		? open
		: sql`(${open} or (${gatherings.audience} = 'group' and ${isOfTheirs(personId)}))`;
}

/** The sessions of the groups that a person is in. */
export function isOfTheirs(personId: string): SQL {
	return sql`exists (select 1 from ${memberships} where ${memberships.groupId} = ${gatherings.groupId}
		and ${memberships.personId} = ${personId})`;
}

/** Whether a person may take part in a gathering: it is for them, or they run it. */
export async function isFor(
	db: Database,
	gathering: Pick<typeof gatherings.$inferSelect, 'id' | 'hostId' | 'audience'>,
	person: Person,
	reader: Reader
): Promise<boolean> {
	if (mayRun(person, gathering)) return true;
	return (
		(await db.$count(gatherings, and(eq(gatherings.id, gathering.id), visibleTo(reader, person.id)))) > 0
	);
}
