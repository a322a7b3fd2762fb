import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import { m } from '#words/messages.js';
import { groups } from '../people/groups.tables.ts';
import type { Person } from '../people/people.server.ts';
import type { HeldData, PersonalData } from '../people/personal-data.ts';
import {
	groupSubscriptions,
	messageDrafts,
	messageMentions,
	messageReactions,
	messageReports,
	threadReadings,
	threadSubscriptions
} from './around-messages.tables.ts';
import { emptyMessages } from './changing.server.ts';
import { messages, messageVersions, moderationActs, threads } from './conversations.tables.ts';

/** What conversations hold about a person: what they wrote and began to write. What others wrote stays in its group. */
export const conversationsData: PersonalData = {
	module: 'conversations',
	tables: [
		...[
			'threads',
			'messages',
			'message_versions',
			'message_reactions',
			'message_mentions',
			'thread_readings'
		],
		...['thread_subscriptions', 'group_subscriptions', 'message_drafts', 'message_reports', 'moderation_acts']
	],
	export: async (db, person) => [
		await messagesHeld(db, person),
		await draftsHeld(db, person),
		await reactionsHeld(db, person),
		await reportsHeld(db, person)
	],
	erase,
	stays: () => [m.conversations_stays()]
};

/** Their words go; where they stood one reads that a message was withdrawn. Others no longer name them. */
async function erase(tx: Database, { id, name }: Person): Promise<void> {
	const concerned = await threadsOf(tx, id);
	await emptyMessages(tx, eq(messages.authorId, id));
	await forgetName(tx, id, name);
	await leaveThreads(tx, id, name);
	await tx.update(messages).set({ authorId: null }).where(eq(messages.authorId, id));
	await tx.update(threads).set({ answeredBy: null }).where(eq(threads.answeredBy, id));
	await tx.update(moderationActs).set({ actorId: null }).where(eq(moderationActs.actorId, id));
	await tx.update(messageReports).set({ settledBy: null }).where(eq(messageReports.settledBy, id));
	for (const table of [
		...[messageReactions, messageMentions, threadReadings, threadSubscriptions],
		...[groupSubscriptions, messageDrafts, messageReports]
	])
		await tx.delete(table).where(eq(table.personId, id));
	for (const threadId of concerned)
		await recordEvent(tx, { name: 'conversations.emptied', actorId: null, details: { threadId } });
}

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'conversations.emptied': { threadId: string };
	}
}

async function threadsOf(tx: Database, personId: string): Promise<string[]> {
	const { rows } = await tx.execute<{ id: string }>(sql`
		select thread_id as id from messages where author_id = ${personId}
		union select m.thread_id from messages m join message_mentions n on n.message_id = m.id where n.person_id = ${personId}
		union select id from threads where started_by = ${personId}`);
	return rows.map(({ id }) => id);
}

/** A thread in which nobody else wrote goes; one in which others did stays, with its subject. */
async function leaveThreads(tx: Database, id: string, name: string): Promise<void> {
	await tx.execute(sql`delete from threads where started_by = ${id} and not exists (
		select from messages where thread_id = threads.id and author_id is distinct from ${id} and author_id is not null)`);
	await tx
		.update(threads)
		.set({ startedBy: null, subject: sql`replace(${threads.subject}, ${name}, '…')` })
		.where(eq(threads.startedBy, id));
}

/** The name that others wrote after an at sign becomes nobody's. */
async function forgetName(tx: Database, personId: string, name: string): Promise<void> {
	const nobody = `@${m.conversations_someone_gone()}`;
	const { rows } = await tx.execute<{ id: string; written: string }>(
		sql`select message_id as id, written from message_mentions where person_id = ${personId}`
	);
	for (const { id, written } of rows) {
		const without = (column: typeof messages.text | typeof messageVersions.text) =>
			sql`replace(replace(${column}, ${written}, ${nobody}), ${name}, ${nobody})`;
		await tx
			.update(messages)
			.set({ text: without(messages.text) })
			.where(eq(messages.id, id));
		await tx
			.update(messageVersions)
			.set({ text: without(messageVersions.text) })
			.where(eq(messageVersions.messageId, id));
	}
}

const inGroup = { group: groups.name };

async function messagesHeld(db: Database, { id }: Person): Promise<HeldData> {
	return {
		key: 'conversations.messages',
		title: m.conversations_held_messages(),
		labels: {
			group: m.conversations_held_group(),
			subject: m.conversations_held_subject(),
			text: m.conversations_held_text(),
			writtenAt: m.conversations_held_written()
		},
		rows: await db
			.select({
				...inGroup,
				// The subject is somebody else's words unless they opened the thread.
				subject: sql<string | null>`case when ${threads.startedBy} = ${id} then ${threads.subject} end`,
				text: messages.text,
				writtenAt: messages.writtenAt
			})
			.from(messages)
			.innerJoin(threads, eq(threads.id, messages.threadId))
			.innerJoin(groups, eq(groups.id, threads.groupId))
			.where(and(eq(messages.authorId, id), isNull(messages.withdrawnAt)))
			.orderBy(asc(messages.writtenAt))
	};
}

async function draftsHeld(db: Database, { id }: Person): Promise<HeldData> {
	return {
		key: 'conversations.drafts',
		title: m.conversations_held_drafts(),
		labels: {
			group: m.conversations_held_group(),
			subject: m.conversations_held_subject(),
			text: m.conversations_held_text(),
			savedAt: m.conversations_held_written()
		},
		rows: await db
			.select({
				...inGroup,
				...{ subject: messageDrafts.subject, text: messageDrafts.text, savedAt: messageDrafts.savedAt }
			})
			.from(messageDrafts)
			.innerJoin(groups, eq(groups.id, messageDrafts.groupId))
			.where(eq(messageDrafts.personId, id))
	};
}

async function reactionsHeld(db: Database, { id }: Person): Promise<HeldData> {
	return {
		key: 'conversations.reactions',
		title: m.conversations_held_reactions(),
		labels: {
			group: m.conversations_held_group(),
			kind: m.conversations_held_word(),
			reactedAt: m.conversations_held_written()
		},
		rows: await db
			.select({ ...inGroup, kind: messageReactions.kind, reactedAt: messageReactions.reactedAt })
			.from(messageReactions)
			.innerJoin(messages, eq(messages.id, messageReactions.messageId))
			.innerJoin(threads, eq(threads.id, messages.threadId))
			.innerJoin(groups, eq(groups.id, threads.groupId))
			.where(eq(messageReactions.personId, id))
	};
}

async function reportsHeld(db: Database, { id }: Person): Promise<HeldData> {
	return {
		key: 'conversations.reports',
		title: m.conversations_held_reports(),
		labels: {
			group: m.conversations_held_group(),
			reason: m.conversations_field_reason(),
			reportedAt: m.conversations_held_written()
		},
		rows: await db
			.select({ ...inGroup, reason: messageReports.reason, reportedAt: messageReports.reportedAt })
			.from(messageReports)
			.innerJoin(messages, eq(messages.id, messageReports.messageId))
			.innerJoin(threads, eq(threads.id, messages.threadId))
			.innerJoin(groups, eq(groups.id, threads.groupId))
			.where(eq(messageReports.personId, id))
	};
}
