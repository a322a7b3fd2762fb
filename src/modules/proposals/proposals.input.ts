import * as v from 'valibot';
import { optionalLine, optionalText, requiredLine, requiredText, ticked } from '#platform/fields.ts';
import { m } from '#words/messages.js';

const title = requiredLine(160, () => m.proposals_refusal_title());
const text = v.pipe(
	optionalText(4000),
	v.transform((typed) => typed ?? '')
);
const theme = v.pipe(
	optionalLine(80),
	v.transform((typed) => typed ?? '')
);

/** A proposal, and what was said in a room that led to it. */
export const ProposalInput = v.object({
	title,
	text,
	theme,
	room: v.optional(v.pipe(v.string(), v.regex(/^\d{6}$/))),
	said: v.optional(v.pipe(v.string(), v.uuid()))
});
export type ProposalInput = v.InferOutput<typeof ProposalInput>;

/** Whether one supports a proposal, and whether one would do it. */
export const SupportInput = v.object({ supports: ticked, joins: ticked });
export type SupportInput = v.InferOutput<typeof SupportInput>;

/** The same, from a list: of which proposal. */
export const SupportedInput = v.object({
	...SupportInput.entries,
	number: v.pipe(v.optional(v.string(), ''), v.regex(/^\d{1,6}$/), v.transform(Number))
});

/** Another wording, and why. */
export const AmendmentInput = v.object({
	title,
	text,
	reason: requiredText(1000, () => m.proposals_refusal_why()),
	/** Which wording one read, so that nobody amends a text that they have not seen. */
	version: v.pipe(v.optional(v.string(), ''), v.regex(/^\d{1,9}$/), v.transform(Number))
});
export type AmendmentInput = v.InferOutput<typeof AmendmentInput>;

/** What is answered to an amendment. */
export const AnswerInput = v.object({
	outcome: v.picklist(['taken', 'declined']),
	amendment: v.pipe(v.optional(v.string(), ''), v.uuid()),
	answer: v.pipe(
		optionalText(1000),
		v.transform((typed) => typed ?? '')
	)
});

/** Under which theme it is grouped. */
export const ThemeInput = v.object({ theme });

/** Kept for the roadmap, and what comes next. */
export const KeepInput = v.object({ next: requiredText(1000, () => m.proposals_refusal_next()) });

/** Opening a discussion again needs no word. */
export const ReopenInput = v.object({});

/** Set aside, and why. */
export const AsideInput = v.object({ why: requiredText(1000, () => m.proposals_refusal_why()) });

/** The number of the proposal into which it is merged. */
export const MergeInput = v.object({
	into: v.pipe(
		v.optional(v.string(), ''),
		v.regex(/^\s*\d{1,6}\s*$/, () => m.proposals_refusal_number()),
		v.transform(Number)
	)
});
