import * as v from 'valibot';
import { requiredText, ticked } from '#platform/fields.ts';
import { m } from '#words/messages.js';

/** Asking to keep a page: who one is for this organisation, in one's own words. */
export const ClaimInput = v.object({ message: requiredText(1000, () => m.claims_message_missing()) });
export type ClaimInput = v.InferOutput<typeof ClaimInput>;

/** Answering who asked; the reason is kept and told to them. */
export const DecisionInput = v.object({
	outcome: v.picklist(['accepted', 'refused'], () => m.claims_outcome_missing()),
	reason: requiredText(1000, () => m.claims_reason_missing())
});
export type DecisionInput = v.InferOutput<typeof DecisionInput>;

/** Ending somebody's keeping of a page, one's own or another's; `isSure` when nobody else would keep it. */
export const EndKeepingInput = v.object({ personId: v.pipe(v.string(), v.uuid()), isSure: ticked });
export type EndKeepingInput = v.InferOutput<typeof EndKeepingInput>;
