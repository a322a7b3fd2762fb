import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Database } from '#platform/database.server.ts';
import type { Reader } from '../allies/audiences.ts';
import type { MembershipRole } from '../people/group-kinds.ts';
import { groups, memberships } from '../people/groups.tables.ts';
import type { Person } from '../people/people.server.ts';
import { groupInvitations } from './communities.tables.ts';

/**
 * The groups of which a reader may know that they exist, by name and purpose: those that are not confidential for everybody,
 * those that are and into which one may ask to come for allies, and for each the groups that they are in or invited to.
 */
export function knownTo(reader: Reader, person: Pick<Person, 'id' | 'email'> | null): SQL {
	const open: SQL =
		reader === 'allies'
			? sql`(not ${groups.isConfidential} or ${groups.openness} = 'on-request')`
			: sql`not ${groups.isConfidential}`;
	if (!person) return open;
	return sql`(${open} or ${isMember(person.id)} or exists (select 1 from ${groupInvitations}
		where ${groupInvitations.groupId} = ${groups.id} and ${groupInvitations.email} = ${person.email}))`;
}

/**
 * The groups inside which a reader may look: who is there, what is said, its documents. Members do; allies too, unless the
 * group is confidential. This and {@link knownTo} are the one place that decides it.
 */
export function openTo(reader: Reader, personId: string | null): SQL {
	const open: SQL = reader === 'allies' ? sql`not ${groups.isConfidential}` : sql`false`;
	return personId === null ? open : sql`(${open} or ${isMember(personId)})`;
}

function isMember(personId: string): SQL {
	return sql`exists (select 1 from ${memberships} where ${memberships.groupId} = ${groups.id}
		and ${memberships.personId} = ${personId})`;
}

/** Whether the person of a column is not, or no longer, in a group. */
export function isOutside(groupId: string, personId: AnyPgColumn): SQL {
	return sql`not exists (select 1 from ${memberships} where ${memberships.groupId} = ${groupId}
		and ${memberships.personId} = ${personId})`;
}

/** Who reads a group: as whom, and which person when one is signed in. */
export type GroupReader = { reader: Reader; person: Person | null };

export type Group = typeof groups.$inferSelect;
/** A group as somebody stands before it: whether they may look inside, and what they are in it. */
export type GroupSeen = { group: Group; isInside: boolean; role: MembershipRole | null };

/** A group by its address for a reader; undefined when there is none of which they may know. */
export async function findGroup(
	db: Database,
	{ reader, person }: GroupReader,
	slug: string
): Promise<GroupSeen | undefined> {
	const personId = person?.id ?? null;
	const [found] = await db
		.select({
			group: groups,
			isInside: sql<boolean>`${openTo(reader, personId)}`,
			role: sql<MembershipRole | null>`(select ${memberships.role} from ${memberships}
				where ${memberships.groupId} = ${groups.id} and ${memberships.personId} = ${personId})`
		})
		.from(groups)
		.where(and(eq(groups.slug, slug.slice(0, 200)), knownTo(reader, person)));
	return found;
}

/** A group inside which a person acts as one of its members, held until the end of the transaction; undefined for others. */
export async function holdAsMember(tx: Database, person: Person, slug: string) {
	const [found] = await tx
		.select({ group: groups, role: memberships.role })
		.from(groups)
		.innerJoin(memberships, and(eq(memberships.groupId, groups.id), eq(memberships.personId, person.id)))
		.where(eq(groups.slug, slug.slice(0, 200)))
		.for('share');
	return found;
}

/** Whether each of these persons is a member of the group at the same place of the other list. */
export async function areMembers(db: Database, personIds: string[], groupIds: string[]): Promise<boolean[]> {
	const { rows } = await db.execute<{ isMember: boolean }>(sql`
		select exists (select from memberships m
			where m.person_id = asked.person_id and m.group_id = asked.group_id) as "isMember"
		from unnest(${sql.param(personIds)}::uuid[], ${sql.param(groupIds)}::uuid[])
			with ordinality asked (person_id, group_id, place)
		order by asked.place`);
	return rows.map(({ isMember }) => isMember);
}
