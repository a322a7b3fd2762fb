import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { holdAsMember } from '../communities/visible.server.ts';
import type { Person } from '../people/people.server.ts';
import { groupSubscriptions, threadSubscriptions } from './around-messages.tables.ts';
import type { GroupScope } from './kinds.ts';
import { holdThread, type Refusal, type Thread } from './visible.server.ts';

/** Follows a thread or no longer, whatever was chosen for its group. Members do. */
export async function followThread(
	db: Database,
	person: Person,
	slug: string,
	key: string,
	isFollowed: boolean
): Promise<{ ok: true } | Refusal> {
	return db.transaction(async (tx) => {
		const held = await holdThread(tx, person, slug, key, { isClosedToo: true });
		if (!held.ok) return held;
		await tx
			.insert(threadSubscriptions)
			.values({ threadId: held.thread.id, personId: person.id, isFollowed })
			.onConflictDoUpdate({
				target: [threadSubscriptions.threadId, threadSubscriptions.personId],
				set: { isFollowed }
			});
		return { ok: true };
	});
}

/** Chooses of which threads of a group one is told. Members do. */
export async function chooseScope(
	db: Database,
	person: Person,
	slug: string,
	scope: GroupScope
): Promise<{ ok: true } | Refusal> {
	return db.transaction(async (tx) => {
		const held = await holdAsMember(tx, person, slug);
		if (!held) return { ok: false, reason: 'not-found' };
		await tx
			.insert(groupSubscriptions)
			.values({ groupId: held.group.id, personId: person.id, scope })
			.onConflictDoUpdate({
				target: [groupSubscriptions.groupId, groupSubscriptions.personId],
				set: { scope }
			});
		if (scope === 'none') await followNothing(tx, person.id, held.group.id);
		return { ok: true };
	});
}

/** Who wishes to be told of nothing follows no thread any more, not even those in which they wrote. */
async function followNothing(tx: Database, personId: string, groupId: string): Promise<void> {
	await tx
		.delete(threadSubscriptions)
		.where(
			and(
				eq(threadSubscriptions.personId, personId),
				eq(threadSubscriptions.isFollowed, true),
				sql`${threadSubscriptions.threadId} in (select id from threads where group_id = ${groupId})`
			)
		);
}

/** Who writes in a thread follows it from then on, unless they asked to be told of nothing. */
export async function followByWriting(tx: Database, personId: string, thread: Thread): Promise<void> {
	if ((await scopeOf(tx, personId, thread.groupId)) === 'none') return;
	await tx
		.insert(threadSubscriptions)
		.values({ threadId: thread.id, personId, isFollowed: true })
		.onConflictDoNothing();
}

/** Of which threads of a group somebody is told. */
export async function scopeOf(db: Database, personId: string, groupId: string): Promise<GroupScope> {
	const [chosen] = await db
		.select({ scope: groupSubscriptions.scope })
		.from(groupSubscriptions)
		.where(and(eq(groupSubscriptions.groupId, groupId), eq(groupSubscriptions.personId, personId)));
	return chosen?.scope ?? 'all';
}

/** Whether somebody is told of what is said in a thread. */
export async function isFollowing(db: Database, personId: string, thread: Thread): Promise<boolean> {
	const [chosen] = await db
		.select({ isFollowed: threadSubscriptions.isFollowed })
		.from(threadSubscriptions)
		.where(and(eq(threadSubscriptions.threadId, thread.id), eq(threadSubscriptions.personId, personId)));
	return chosen?.isFollowed ?? (await scopeOf(db, personId, thread.groupId)) === 'all';
}

/** The members who are told of what is said in a thread, and of these who is among `named`, whom silence alone keeps away. */
export async function followersOf(
	tx: Database,
	thread: Thread,
	named: string[]
): Promise<{ personId: string; isNamed: boolean }[]> {
	const { rows } = await tx.execute<{ personId: string; isNamed: boolean }>(sql`
		select m.person_id as "personId", m.person_id = any(${sql.param(named)}::uuid[]) as "isNamed"
		from memberships m
		left join thread_subscriptions t on t.thread_id = ${thread.id} and t.person_id = m.person_id
		left join group_subscriptions g on g.group_id = m.group_id and g.person_id = m.person_id
		where m.group_id = ${thread.groupId} and coalesce(t.is_followed,
			m.person_id = any(${sql.param(named)}::uuid[]) or coalesce(g.scope, 'all') = 'all')`);
	return rows;
}
