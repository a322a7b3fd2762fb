import { and, inArray, isNull, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { m } from '#words/messages.js';
import type { NoticeFamily, NoticeKinds } from '../notifications/notice-kinds.ts';
import { memberships } from '../people/groups.tables.ts';
import { messages, threads } from './conversations.tables.ts';
import { replyAddress, type ReplyPost } from './reply-address.ts';

/** What a notice of a message holds; `said` is null when it was said in confidence. */
export type MessageTold = {
	messageId: string;
	/** The number of its thread, for answers by mail. */
	thread: number;
	group: string;
	said: { author: string; subject: string; excerpt: string } | null;
};

declare module '../notifications/notice-kinds.ts' {
	interface NoticeDetails {
		'conversations.thread': MessageTold;
		'conversations.reply': MessageTold;
		'conversations.mention': MessageTold;
		'conversations.reported': { messageId: string; group: string };
		'conversations.hidden': { messageId: string; group: string };
	}
}

/** Under what one chooses to be told of conversations: what is said, what is said to oneself, and what keepers look after. */
export const conversationFamilies: NoticeFamily[] = [
	{
		name: 'mentions',
		title: () => m.conversations_family_mentions(),
		about: () => m.conversations_family_mentions_about()
	},
	{
		name: 'conversations',
		title: () => m.conversations_family(),
		about: () => m.conversations_family_about()
	},
	{
		name: 'moderation',
		title: () => m.conversations_family_moderation(),
		about: () => m.conversations_family_moderation_about()
	}
];

type Kind =
	| 'conversations.thread'
	| 'conversations.reply'
	| 'conversations.mention'
	| 'conversations.reported'
	| 'conversations.hidden';

/** What people are told of conversations. Mail may be answered where `post` hears answers. */
export function conversationNotices(post: ReplyPost | undefined): NoticeKinds<Kind> {
	const told = {
		excerpt: ({ said }: MessageTold) => said?.excerpt ?? m.conversations_notice_inside(),
		stillSees: membersStillRead,
		replyTo: (personId: string, { thread }: MessageTold) =>
			post && replyAddress(post, personId, thread, new Date())
	};
	return {
		'conversations.thread': {
			...{ ...told, family: 'conversations', mail: 'daily' },
			title: ({ said, group }) =>
				said ? m.conversations_notice_thread({ ...said, group }) : m.conversations_notice_said({ group })
		},
		'conversations.reply': {
			...{ ...told, family: 'conversations', mail: 'daily' },
			title: ({ said, group }) =>
				said ? m.conversations_notice_reply(said) : m.conversations_notice_said({ group })
		},
		'conversations.mention': {
			...{ ...told, family: 'mentions', mail: 'at-once' },
			title: ({ said, group }) =>
				said ? m.conversations_notice_mention(said) : m.conversations_notice_named({ group })
		},
		'conversations.reported': {
			...{ family: 'moderation', mail: 'at-once', stillSees: keepersStillSee },
			title: ({ group }) => m.conversations_notice_reported({ group })
		},
		'conversations.hidden': {
			...{ family: 'moderation', mail: 'at-once', stillSees: authorsStillInside },
			title: ({ group }) => m.conversations_notice_hidden({ group })
		}
	};
}

/** Whether each is still a member, and the message still there: who left learns nothing more. */
async function membersStillRead(db: Database, personIds: string[], told: MessageTold[]): Promise<boolean[]> {
	const there = and(isNull(messages.withdrawnAt), isNull(messages.hidingId));
	return standing(db, personIds, told, there!);
}

function keepersStillSee(db: Database, personIds: string[], told: { messageId: string }[]) {
	return standing(db, personIds, told, sql`${memberships.role} = 'keeper'`);
}

function authorsStillInside(db: Database, personIds: string[], told: { messageId: string }[]) {
	return standing(db, personIds, told, sql`${messages.authorId} = ${memberships.personId}`);
}

async function standing(
	db: Database,
	personIds: string[],
	told: { messageId: string }[],
	condition: ReturnType<typeof sql>
): Promise<boolean[]> {
	if (told.length === 0) return [];
	const found = await db
		.select({ messageId: messages.id, personId: memberships.personId })
		.from(messages)
		.innerJoin(threads, sql`${threads.id} = ${messages.threadId}`)
		.innerJoin(memberships, sql`${memberships.groupId} = ${threads.groupId}`)
		.where(
			and(
				inArray(
					messages.id,
					told.map(({ messageId }) => messageId)
				),
				inArray(memberships.personId, personIds),
				condition
			)
		);
	const may = new Set(found.map(({ messageId, personId }) => `${messageId} ${personId}`));
	return told.map(({ messageId }, index) => may.has(`${messageId} ${personIds[index]}`));
}
