import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import { validate as isUuid } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { renderDocument, renderMarkdown } from '#platform/markdown.server.ts';
import { pageOf, type Place } from '#platform/paging.ts';
import { sessionsOf } from '../agenda/sessions.server.ts';
import type { GroupKind } from '../people/group-kinds.ts';
import { groups, memberships } from '../people/groups.tables.ts';
import type { Person } from '../people/people.server.ts';
import { persons } from '../people/people.tables.ts';
import { groupInvitations, membershipRequests } from './communities.tables.ts';
import { minutesToRead } from './kit.ts';
import { findGroup, knownTo, type GroupReader, type GroupSeen } from './visible.server.ts';

const pageSize = 24;

const members = sql<number>`(select count(*)::int from ${memberships} where ${memberships.groupId} = ${groups.id})`;

const listed = {
	id: groups.id,
	slug: groups.slug,
	name: groups.name,
	purpose: groups.purpose,
	kind: groups.kind,
	openness: groups.openness,
	isConfidential: groups.isConfidential,
	members
};

/** The groups that go on and of which a reader may know, by name; `mine` those that they are in. */
export async function groupsToRead(
	db: Database,
	{ reader, person }: GroupReader,
	{ kind, place, isMine }: { kind: GroupKind | null; place: Place; isMine: boolean }
) {
	const isBackwards = place.before !== undefined;
	const order = isBackwards ? desc : asc;
	const mine = sql<boolean>`exists (select 1 from ${memberships} where ${memberships.groupId} = ${groups.id}
		and ${memberships.personId} = ${person?.id ?? null})`;
	const rows = await db
		.select({ ...listed, isMine: mine })
		.from(groups)
		.where(
			and(
				knownTo(reader, person),
				isNull(groups.closedAt),
				kind ? eq(groups.kind, kind) : undefined,
				isMine ? mine : undefined,
				beyond(place)
			)
		)
		.orderBy(order(groups.name), order(groups.id))
		.limit(pageSize + 1);
	return pageOf(rows, pageSize, place, ({ name, id }) => `${id}_${name}`);
}

function beyond({ after, before }: Place) {
	const [id, name] = cut(after ?? before ?? '');
	if (!isUuid(id)) return undefined;
	const [line, last] = [sql`(${groups.name}, ${groups.id})`, sql`(${name}, ${id}::uuid)`];
	return before === undefined ? sql`${line} > ${last}` : sql`${line} < ${last}`;
}

function cut(key: string): [string, string] {
	return [key.slice(0, 36), key.slice(37)];
}

/** The page of a group: what everybody who knows of it reads, its sessions that this reader may see, and how they stand. */
export async function groupToRead(db: Database, as: GroupReader, slug: string) {
	const seen = await findGroup(db, as, slug);
	if (!seen) return undefined;
	const { group } = seen;
	const { text, kit, openedBy: _, ...said } = group;
	const isTold = seen.isInside || !group.isConfidential;
	return {
		...seen,
		group: { ...said, html: isTold ? renderMarkdown(text) : '', hasKit: kit !== '' },
		...(await aroundGroup(db, as, seen)),
		sessions: await sessionsOf(db, as.reader, as.person?.id ?? null, group.id),
		standing: as.person && !seen.role ? await standingOf(db, as.person, group.id) : null
	};
}

async function aroundGroup(db: Database, { reader, person }: GroupReader, { group, isInside }: GroupSeen) {
	const isUnder = and(eq(groups.parentId, group.id), isNull(groups.closedAt), knownTo(reader, person));
	const [counted] = await db.select({ members }).from(groups).where(eq(groups.id, group.id));
	const subGroups = await db.select(listed).from(groups).where(isUnder).orderBy(asc(groups.name)).limit(50);
	const [parent] = group.parentId
		? await db
				.select({ slug: groups.slug, name: groups.name })
				.from(groups)
				.where(and(eq(groups.id, group.parentId), knownTo(reader, person)))
		: [];
	const keepers = isInside || !group.isConfidential ? await keepersOf(db, group.id) : [];
	return { members: counted!.members, subGroups, parent: parent ?? null, keepers };
}

async function keepersOf(db: Database, groupId: string) {
	return db
		.select({ id: persons.id, name: persons.name })
		.from(memberships)
		.innerJoin(persons, eq(persons.id, memberships.personId))
		.where(and(eq(memberships.groupId, groupId), eq(memberships.role, 'keeper')))
		.orderBy(asc(memberships.since))
		.limit(20);
}

/** How somebody who is not in a group stands before it: invited, waiting for an answer, declined (and why), or nothing yet. */
async function standingOf(db: Database, person: Person, groupId: string) {
	const isInvited = and(eq(groupInvitations.groupId, groupId), eq(groupInvitations.email, person.email));
	if ((await db.$count(groupInvitations, isInvited)) > 0) return { is: 'invited' as const };
	const [latest] = await db
		.select({ outcome: membershipRequests.outcome, reason: membershipRequests.reason })
		.from(membershipRequests)
		.where(and(eq(membershipRequests.groupId, groupId), eq(membershipRequests.personId, person.id)))
		.orderBy(desc(membershipRequests.askedAt))
		.limit(1);
	if (latest?.outcome === null) return { is: 'waiting' as const };
	return latest?.outcome === 'declined' ? { is: 'declined' as const, reason: latest.reason } : null;
}

/** Who is in a group, keepers first, then by name; undefined for who may not look inside. */
export async function membersToRead(db: Database, as: GroupReader, slug: string, place: Place) {
	const seen = await findGroup(db, as, slug);
	if (!seen?.isInside) return undefined;
	const [role, id] = [(place.after ?? '').slice(0, 1), (place.after ?? '').slice(1, 37)];
	const line = sql`(case ${memberships.role} when 'keeper' then '0' else '1' end, ${persons.name}, ${persons.id})`;
	const isBeyond = isUuid(id)
		? sql`${line} > (${role}, ${(place.after ?? '').slice(37)}, ${id}::uuid)`
		: undefined;
	const rows = await db
		.select({ id: persons.id, name: persons.name, role: memberships.role, since: memberships.since })
		.from(memberships)
		.innerJoin(persons, eq(persons.id, memberships.personId))
		.where(and(eq(memberships.groupId, seen.group.id), isBeyond))
		.orderBy(line)
		.limit(pageSize * 2 + 1);
	const page = pageOf(rows, pageSize * 2, { after: place.after }, (one) => {
		return `${one.role === 'keeper' ? 0 : 1}${one.id}${one.name}`;
	});
	const isKeeper = seen.role === 'keeper';
	return {
		...seen,
		...page,
		...(isKeeper ? await doorOf(db, seen.group.id) : { requests: [], invited: [] })
	};
}

async function doorOf(db: Database, groupId: string) {
	return {
		requests: await db
			.select({
				id: membershipRequests.id,
				name: persons.name,
				message: membershipRequests.message,
				askedAt: membershipRequests.askedAt
			})
			.from(membershipRequests)
			.innerJoin(persons, eq(persons.id, membershipRequests.personId))
			.where(and(eq(membershipRequests.groupId, groupId), isNull(membershipRequests.outcome)))
			.orderBy(asc(membershipRequests.askedAt))
			.limit(100),
		invited: await db
			.select({ email: groupInvitations.email, invitedAt: groupInvitations.invitedAt })
			.from(groupInvitations)
			.where(eq(groupInvitations.groupId, groupId))
			.orderBy(desc(groupInvitations.invitedAt))
			.limit(200)
	};
}

/** What a newcomer reads first, for those who are in the group or may look inside. */
export async function kitToRead(db: Database, as: GroupReader, slug: string) {
	const seen = await findGroup(db, as, slug);
	if (!seen?.isInside || seen.group.kit === '') return undefined;
	const { name, kit } = seen.group;
	return {
		slug: seen.group.slug,
		name,
		html: renderDocument(kit),
		minutes: minutesToRead(kit),
		role: seen.role
	};
}

/** A group as the form of its keepers writes it; undefined for who does not keep it. */
export async function groupToWrite(db: Database, person: Person, slug: string) {
	const seen = await findGroup(db, { reader: 'public', person }, slug);
	return seen?.role === 'keeper' ? seen.group : undefined;
}
export type GroupWritten = NonNullable<Awaited<ReturnType<typeof groupToWrite>>>;
