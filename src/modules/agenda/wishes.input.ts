import * as v from 'valibot';
import { requiredLine } from '#platform/fields.ts';
import { m } from '#words/messages.js';

/** With whom one would like to go on, and about what. */
export const WishInput = v.object({
	with: v.pipe(
		v.optional(v.string(), ''),
		v.uuid(() => m.agenda_wish_refusal_nobody())
	),
	about: requiredLine(200, () => m.agenda_wish_refusal_about())
});
export type WishInput = v.InferOutput<typeof WishInput>;

/** A wish that one accepts or takes back. */
export const WishChoice = v.object({ wish: v.pipe(v.string(), v.uuid()) });
