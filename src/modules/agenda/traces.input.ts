import * as v from 'valibot';
import { optionalLine, requiredLine } from '#platform/fields.ts';
import { m } from '#words/messages.js';

const recording = v.pipe(
	optionalLine(500),
	v.check(
		(text) => text === null || /^https:\/\/[^\s/]+\.[^\s/]+/i.test(text),
		() => m.agenda_refusal_link()
	)
);

/** Where a gathering can be heard again; `read` is the state that the writer had before their eyes. */
export const TracesInput = v.object({
	recording,
	read: v.optional(v.string(), '')
});
export type TracesInput = v.InferOutput<typeof TracesInput>;

/** What somebody takes away: one to three words, and perhaps a question. */
export const TakeawayInput = v.pipe(
	v.object({
		word1: requiredLine(40, () => m.agenda_refusal_word()),
		word2: optionalLine(40),
		word3: optionalLine(40),
		question: optionalLine(300)
	}),
	v.transform(({ word1, word2, word3, question }) => ({
		words: [word1, word2, word3].filter((word) => word !== null),
		question
	}))
);
export type TakeawayInput = v.InferOutput<typeof TakeawayInput>;
