import { and, asc, desc, eq, gt, isNull, lte, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Reader } from '../allies/audiences.ts';
import { groups, memberships } from '../people/groups.tables.ts';
import type { Person } from '../people/people.server.ts';
import { listed } from './agenda-reading.server.ts';
import type { GatheringInput } from './agenda.input.ts';
import { gatherings } from './agenda.tables.ts';
import { mayPlan } from './planning.server.ts';
import { registrations } from './registrations.tables.ts';
import { withoutAnswers } from './seats.server.ts';
import { visibleTo } from './visible.server.ts';

/** The group in which a person may plan a session: they keep it or, when it is not confidential, they plan for the alliance. */
export async function groupToMeet(tx: Database, person: Person, slug: string) {
	const [found] = await tx
		.select({
			...{ id: groups.id, slug: groups.slug, name: groups.name },
			...{ kind: groups.kind, isConfidential: groups.isConfidential, role: memberships.role }
		})
		.from(groups)
		.leftJoin(memberships, and(eq(memberships.groupId, groups.id), eq(memberships.personId, person.id)))
		.where(and(eq(groups.slug, slug), isNull(groups.closedAt)));
	if (!found) return undefined;
	const { role, ...group } = found;
	return role === 'keeper' || (mayPlan(person) && !group.isConfidential) ? group : undefined;
}

/** Who sees a session: what its organiser chose, and its members alone when the group is confidential. */
export async function audienceIn(tx: Database, groupId: string | null, { audience }: GatheringInput) {
	if (groupId === null) return audience === 'group' ? 'allies' : audience;
	const isInside = (await tx.$count(groups, and(eq(groups.id, groupId), groups.isConfidential))) > 0;
	return isInside ? 'group' : audience;
}

/** The sessions of a group that a reader may see: the next ones and the latest ones, at most four of each. */
export async function sessionsOf(
	db: Database,
	reader: Reader,
	personId: string | null,
	groupId: string,
	now = new Date()
) {
	const isSeen = and(eq(gatherings.groupId, groupId), visibleTo(reader, personId));
	const query = () => db.select(listed).from(gatherings);
	const next = query().where(and(isSeen, gt(gatherings.endsAt, now)));
	const past = query().where(and(isSeen, lte(gatherings.endsAt, now)));
	return {
		next: await next.orderBy(asc(gatherings.startsAt), asc(gatherings.id)).limit(4),
		past: await past.orderBy(desc(gatherings.startsAt), desc(gatherings.id)).limit(4)
	};
}

/** Keeps inside a group what it planned, when it becomes confidential. */
export async function keepSessionsInside(tx: Database, groupId: string): Promise<void> {
	await tx
		.update(gatherings)
		.set({ audience: 'group', changedAt: sql`clock_timestamp()` })
		.where(eq(gatherings.groupId, groupId));
}

/**
 * Takes somebody who leaves a group out of its coming sessions that are for its members alone: their seats,
 * which go to who waits, and what they host.
 */
export async function leaveSessions(tx: Database, groupId: string, personId: string): Promise<void> {
	const isInside = and(
		eq(gatherings.groupId, groupId),
		eq(gatherings.audience, 'group'),
		gt(gatherings.endsAt, sql`now()`)
	);
	await tx
		.update(gatherings)
		.set({ hostId: null })
		.where(and(isInside, eq(gatherings.hostId, personId)));
	await tx
		.update(registrations)
		.set({ leftAt: sql`now()`, offerUntil: null, ...withoutAnswers })
		.where(
			and(
				eq(registrations.personId, personId),
				isNull(registrations.leftAt),
				sql`${registrations.gatheringId} in (select id from ${gatherings} where ${isInside})`
			)
		);
}
