import * as v from 'valibot';
import { requiredLine, requiredText, ticked } from '#platform/fields.ts';
import { m } from '#words/messages.js';
import { groupScopes, reactionKinds } from './kinds.ts';

/** How long a message and a subject may be, in characters. */
export const longestMessage = 20_000;
export const longestSubject = 140;

/** The members who were meant among those who bear a name, when several do. */
const named = v.pipe(
	v.optional(v.string(), ''),
	v.maxLength(4000),
	v.transform((text) => text.split(',').filter(Boolean))
);

const text = requiredText(longestMessage, () => m.conversations_refusal_text());

/** A message as one writes it. */
export const MessageInput = v.object({ text, named });
export type MessageInput = v.InferOutput<typeof MessageInput>;

/** A new thread: its subject, its first message, and whether it asks a question. */
export const ThreadInput = v.object({
	subject: requiredLine(longestSubject, () => m.conversations_refusal_subject()),
	text,
	named,
	isQuestion: ticked
});
export type ThreadInput = v.InferOutput<typeof ThreadInput>;

/** What one has begun to write, however far. */
export const DraftInput = v.object({
	thread: v.pipe(v.optional(v.string(), ''), v.maxLength(20)),
	subject: v.pipe(v.optional(v.string(), ''), v.maxLength(longestSubject * 2)),
	text: v.pipe(v.optional(v.string(), ''), v.maxLength(longestMessage * 2)),
	isQuestion: ticked
});
export type DraftInput = v.InferOutput<typeof DraftInput>;

/** The number of a message in its thread. */
const number = v.pipe(
	v.optional(v.string(), ''),
	v.regex(/^[1-9]\d{0,8}$/),
	v.transform((digits) => Number(digits))
);

export const ReactionInput = v.object({ number, reaction: v.picklist(reactionKinds) });
export type ReactionInput = v.InferOutput<typeof ReactionInput>;

/** The reply that answers the question; the same again takes it back. */
export const AnswerInput = v.object({ number });

/** Why a message is hidden, a thread closed, or a message reported. */
export const ReasonInput = v.object({
	reason: requiredText(600, () => m.conversations_refusal_reason())
});

export const ScopeInput = v.object({ scope: v.picklist(groupScopes) });

export const FollowInput = v.object({
	isFollowed: v.pipe(
		v.optional(v.string(), ''),
		v.transform((value) => value === 'yes')
	)
});

/** A report that a keeper settles, by the message and who reported it. */
export const SettlingInput = v.object({
	message: v.pipe(v.optional(v.string(), ''), v.uuid())
});
