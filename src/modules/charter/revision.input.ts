import * as v from 'valibot';
import { isDay, optionalText, requiredLine, requiredText } from '#platform/fields.ts';
import { m } from '#words/messages.js';

const number = v.pipe(
	v.optional(v.string(), ''),
	v.regex(/^\d{1,6}$/, () => m.revision_refusal_place()),
	v.toNumber()
);
const id = v.pipe(
	v.optional(v.string(), ''),
	v.uuid(() => m.revision_refusal_place())
);
const day = (missing: () => string) => v.pipe(v.optional(v.string(), ''), v.check(isDay, missing));

const text = requiredText(4000, () => m.revision_refusal_text());
const title = requiredLine(120, () => m.revision_refusal_title());

/** A digest of the wording that one read, to notice that somebody changed it meanwhile. */
const read = v.optional(v.string(), '');

export const ArticleInput = v.object({ after: number, newTitle: title });
export type ArticleInput = v.InferOutput<typeof ArticleInput>;

export const TitleInput = v.object({ article: number, title, read });
export type TitleInput = v.InferOutput<typeof TitleInput>;

export const ArticleRemovalInput = v.object({ article: number });

export const ParagraphInput = v.object({ article: number, after: number, addition: text });
export type ParagraphInput = v.InferOutput<typeof ParagraphInput>;

export const WordingInput = v.object({ text, read });
export type WordingInput = v.InferOutput<typeof WordingInput>;

export const CommentInput = v.object({ comment: requiredText(2000, () => m.revision_refusal_comment()) });
export type CommentInput = v.InferOutput<typeof CommentInput>;

export const CommentRemovalInput = v.object({ commentId: id });

export const AmendmentInput = v.object({
	wording: text,
	reason: requiredText(1000, () => m.revision_refusal_reason())
});
export type AmendmentInput = v.InferOutput<typeof AmendmentInput>;

export const SupportInput = v.object({ amendmentId: id });

const anyAnswer = { amendmentId: id, read };
/** What becomes of an amendment; declining it takes an answer. */
export const AnswerInput = v.variant(
	'outcome',
	[
		v.object({ outcome: v.literal('adopted'), ...anyAnswer, answer: optionalText(1000) }),
		v.object({
			outcome: v.literal('declined'),
			...anyAnswer,
			answer: requiredText(1000, () => m.revision_refusal_answer())
		})
	],
	() => m.revision_refusal_outcome()
);
export type AnswerInput = v.InferOutput<typeof AnswerInput>;

export const ValidationInput = v.object({
	meeting: requiredLine(160, () => m.revision_refusal_meeting()),
	day: day(() => m.revision_refusal_day())
});
export type ValidationInput = v.InferOutput<typeof ValidationInput>;

export const PutInForceInput = v.object({ version: number, renewUntil: day(() => m.revision_refusal_day()) });
export type PutInForceInput = v.InferOutput<typeof PutInForceInput>;
