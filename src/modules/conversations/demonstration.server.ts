import { asc, eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { randomInt } from 'node:crypto';
import type { Database } from '#platform/database.server.ts';
import { groups, memberships } from '../people/groups.tables.ts';
import { messageReactions, threadReadings } from './around-messages.tables.ts';
import { messages, threads } from './conversations.tables.ts';
import type { ReactionKind } from './kinds.ts';
import { plantedTalk, type PlantedThread } from './planted-talk.ts';

/**
 * Plants a few threads, plainly invented, in a group of the demonstration, said in turn by its members; nothing where there is no
 * such group, nobody in it, or where something is said already.
 */
export async function plantConversations(tx: Database, groupSlug: string, now = new Date()): Promise<void> {
	const [group] = await tx.select({ id: groups.id }).from(groups).where(eq(groups.slug, groupSlug));
	if (!group || (await tx.$count(threads, eq(threads.groupId, group.id))) > 0) return;
	const members = await tx
		.select({ id: memberships.personId })
		.from(memberships)
		.where(eq(memberships.groupId, group.id))
		.orderBy(asc(memberships.since), asc(memberships.personId))
		.limit(6);
	if (members.length === 0) return;
	for (const planted of plantedTalk)
		await plantThread(
			tx,
			group.id,
			members.map(({ id }) => id),
			planted,
			now
		);
}

async function plantThread(
	tx: Database,
	groupId: string,
	members: string[],
	{ subject, isQuestion = false, answer, said }: PlantedThread,
	now: Date
): Promise<void> {
	const whose = (turn: number) => members[turn % members.length]!;
	const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
	const id = uuidv7();
	const key = randomInt(36 ** 8)
		.toString(36)
		.padStart(8, '0');
	const lastAt = hoursAgo(said.at(-1)!.hoursAgo);
	const startedAt = hoursAgo(said[0]!.hoursAgo);
	await tx.insert(threads).values({
		...{ id, groupId, key, subject, isQuestion, startedAt, lastAt },
		...{ startedBy: whose(said[0]!.by), messageCount: said.length }
	});
	const rows = said.map(({ by, text, hoursAgo: hours }, index) => ({
		...{ id: uuidv7(), threadId: id, number: index + 1, text },
		...{ authorId: whose(by), writtenAt: hoursAgo(hours) }
	}));
	await tx.insert(messages).values(rows);
	await plantReactions(tx, said, rows, whose);
	const seen = new Map(rows.map(({ authorId, number }) => [authorId, number]));
	await tx
		.insert(threadReadings)
		.values([...seen].map(([personId, number]) => ({ personId, threadId: id, seen: number })));
	if (answer)
		await tx
			.update(threads)
			.set({ answerId: rows[answer - 1]!.id, answeredBy: sql`${threads.startedBy}` })
			.where(eq(threads.id, id));
}

async function plantReactions(
	tx: Database,
	said: PlantedThread['said'],
	rows: { id: string }[],
	whose: (turn: number) => string
): Promise<void> {
	const reactions = said.flatMap(({ words = [] }, index) =>
		words.map(([kind, by]): { messageId: string; kind: ReactionKind; personId: string } => ({
			...{ messageId: rows[index]!.id, kind, personId: whose(by) }
		}))
	);
	if (reactions.length > 0) await tx.insert(messageReactions).values(reactions).onConflictDoNothing();
}
