import * as v from 'valibot';
import { requiredLine, requiredText } from '#platform/fields.ts';
import { m } from '#words/messages.js';
import { outcomes, rounds } from './rounds.ts';

/** A case as its author tells it. */
export const CaseInput = v.object({
	title: requiredLine(140, () => m.cases_refusal_title()),
	text: requiredText(10_000, () => m.cases_refusal_text())
});
export type CaseInput = v.InferOutput<typeof CaseInput>;

/** What one says, and the round in which one thinks that it is said. */
export const ContributionInput = v.object({
	round: v.picklist(rounds),
	text: requiredText(4000, () => m.cases_refusal_contribution())
});
export type ContributionInput = v.InferOutput<typeof ContributionInput>;

/** The round that one saw when one opens the next. */
export const RoundInput = v.object({ round: v.picklist(rounds) });

/** What becomes of the case, and the words that stay. */
export const EndingInput = v.object({
	...CaseInput.entries,
	outcome: v.picklist(outcomes, () => m.cases_refusal_outcome())
});
export type EndingInput = v.InferOutput<typeof EndingInput>;
