import { and, asc, eq, gt, inArray, lte, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { renderMarkdown } from '#platform/markdown.server.ts';
import { href } from '#platform/locale.ts';
import type { GroupReader } from '../communities/visible.server.ts';
import { persons } from '../people/people.tables.ts';
import { messageReactions, threadReadings } from './around-messages.tables.ts';
import { messages, moderationActs } from './conversations.tables.ts';
import { findDraft } from './drafts.server.ts';
import { isFollowing } from './following.server.ts';
import { reactionKinds } from './kinds.ts';
import { mentionsIn, type Mention } from './mentions.server.ts';
import { linkNames } from './naming.ts';
import { markSeen } from './seen.server.ts';
import { findThread, messagesAtOnce, type Thread } from './visible.server.ts';

/** A thread from the message after `after`, for who may read it; undefined for others. Opening it is having read it. */
export async function threadToRead(db: Database, as: GroupReader, slug: string, key: string, after: number) {
	const found = await findThread(db, as, slug, key);
	if (!found) return undefined;
	const { group, thread, role } = found;
	const start = Math.floor(Math.max(0, after) / messagesAtOnce) * messagesAtOnce;
	const shown = await messagesShown(db, slug, thread, { start, personId: as.person?.id ?? null });
	const isMember = as.person !== null && role !== null;
	const seen = isMember ? await seenBefore(db, as.person!.id, thread, start) : null;
	return {
		group: {
			slug: group.slug,
			name: group.name,
			isClosed: group.closedAt !== null,
			hasKit: group.kit !== ''
		},
		role,
		thread: await threadShown(db, thread, shown),
		messages: shown,
		start,
		seen,
		answer: await answerOf(db, slug, thread, shown),
		isAsker: isMember && thread.startedBy === as.person!.id,
		isFollowed: isMember && (await isFollowing(db, as.person!.id, thread)),
		draft: isMember ? await findDraft(db, as.person!.id, group.id, thread.id) : null
	};
}

async function threadShown(db: Database, thread: Thread, shown: MessageShown[]) {
	const { key, subject, isQuestion, messageCount, startedAt, answerId } = thread;
	const answer = shown.find(({ id }) => id === answerId)?.number ?? null;
	return { key, subject, isQuestion, messageCount, startedAt, answer, closing: await closingOf(db, thread) };
}

async function closingOf(db: Database, { closingId }: Thread) {
	if (!closingId) return null;
	const [closing] = await db
		.select({ reason: moderationActs.reason, doneAt: moderationActs.doneAt })
		.from(moderationActs)
		.where(eq(moderationActs.id, closingId));
	return closing ?? null;
}

/** How far somebody had read before they came to this page; what it shows is read from now on. */
async function seenBefore(db: Database, personId: string, thread: Thread, start: number) {
	const [reading] = await db
		.select({ seen: threadReadings.seen })
		.from(threadReadings)
		.where(and(eq(threadReadings.personId, personId), eq(threadReadings.threadId, thread.id)));
	const last = Math.min(start + messagesAtOnce, thread.messageCount);
	if ((reading?.seen ?? 0) < last) await markSeen(db, personId, thread.id, last);
	return reading?.seen ?? null;
}

/** The reply that answers a question, when it stands on another page than the one that is read. */
async function answerOf(db: Database, slug: string, thread: Thread, shown: MessageShown[]) {
	if (!thread.answerId || shown.some(({ id }) => id === thread.answerId)) return null;
	const [answer] = await shownFrom(db, slug, thread, eq(messages.id, thread.answerId), null);
	return answer?.state === 'said' ? answer : null;
}

type Shown = { start: number; personId: string | null };

function messagesShown(db: Database, slug: string, thread: Thread, { start, personId }: Shown) {
	const isOnPage = and(gt(messages.number, start), lte(messages.number, start + messagesAtOnce));
	return shownFrom(db, slug, thread, isOnPage!, personId);
}

/** One message of a thread as it is shown; undefined when there is none. */
export async function messageShown(
	db: Database,
	slug: string,
	thread: Thread,
	number: number,
	personId: string | null
) {
	const [message] = await shownFrom(db, slug, thread, eq(messages.number, number), personId);
	return message;
}

async function shownFrom(
	db: Database,
	slug: string,
	thread: Thread,
	which: ReturnType<typeof sql>,
	personId: string | null
) {
	const rows = await db
		.select({
			...{ id: messages.id, number: messages.number, authorId: messages.authorId, author: persons.name },
			...{ text: messages.text, writtenAt: messages.writtenAt, editedAt: messages.editedAt },
			...{ withdrawnAt: messages.withdrawnAt, leftOut: messages.leftOut, reason: moderationActs.reason },
			hidingId: messages.hidingId
		})
		.from(messages)
		.leftJoin(persons, eq(persons.id, messages.authorId))
		.leftJoin(moderationActs, eq(moderationActs.id, messages.hidingId))
		.where(and(eq(messages.threadId, thread.id), which))
		.orderBy(asc(messages.number));
	const ids = rows.map(({ id }) => id);
	const [mentions, reactions] = [await mentionsIn(db, ids), await reactionsIn(db, ids, personId)];
	return rows.map(({ text, hidingId, withdrawnAt, authorId, reason, ...row }) => {
		const isMine = authorId !== null && authorId === personId;
		const state = withdrawnAt ? 'withdrawn' : hidingId ? 'hidden' : 'said';
		return {
			...({ ...row, state, isMine } as const),
			// Why a message is hidden concerns its author; the journal tells the members.
			reason: state === 'hidden' && isMine ? reason : null,
			html: state === 'said' ? inHtml(text, slug, mentions.get(row.id) ?? []) : '',
			reactions: reactions(row.id)
		};
	});
}
export type MessageShown = Awaited<ReturnType<typeof shownFrom>>[number];

/** A message, or a former version of it, as HTML in which names lead to the members of its group. */
export function inHtml(text: string, slug: string, mentions: Mention[]) {
	const address = href(`/communautes/${slug}/membres`);
	return renderMarkdown(
		linkNames(
			text,
			mentions.map(({ written, personId }) => ({ written, address: `${address}#membre-${personId}` }))
		)
	);
}

async function reactionsIn(db: Database, ids: string[], personId: string | null) {
	const rows =
		ids.length === 0
			? []
			: await db
					.select({
						messageId: messageReactions.messageId,
						kind: messageReactions.kind,
						personId: messageReactions.personId,
						name: persons.name
					})
					.from(messageReactions)
					.innerJoin(persons, eq(persons.id, messageReactions.personId))
					.where(inArray(messageReactions.messageId, ids))
					.orderBy(asc(messageReactions.reactedAt), asc(persons.name));
	const given = Map.groupBy(rows, ({ messageId, kind }) => `${messageId} ${kind}`);
	return (id: string) =>
		reactionKinds.map((kind) => {
			const by = given.get(`${id} ${kind}`) ?? [];
			const isMine = personId !== null && by.some((one) => one.personId === personId);
			return { kind, count: by.length, names: by.slice(0, 12).map(({ name }) => name), isMine };
		});
}
