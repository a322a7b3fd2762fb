import * as v from 'valibot';
import { optionalText, requiredText } from '#platform/fields.ts';
import { m } from '#words/messages.js';
import { buddyLanguages, howItGoes } from './buddy-names.ts';

const languages = v.pipe(
	v.optional(v.string(), ''),
	v.transform((text) => [...new Set(text.split(',').filter(Boolean))]),
	v.array(v.picklist(buddyLanguages)),
	v.minLength(1, () => m.buddies_refusal_languages())
);

/** Somebody is ready to go along with newcomers: with how many at once, in which languages. */
export const VeteranInput = v.object({
	atOnce: v.pipe(
		v.optional(v.string(), ''),
		v.transform(Number),
		v.integer(() => m.buddies_refusal_at_once()),
		v.minValue(1, () => m.buddies_refusal_at_once()),
		v.maxValue(5, () => m.buddies_refusal_at_once())
	),
	languages,
	purpose: optionalText(600)
});
export type VeteranInput = v.InferOutput<typeof VeteranInput>;

/** A newcomer asks for somebody to go along with: what for, in which languages. */
export const NewcomerInput = v.object({
	purpose: requiredText(600, () => m.buddies_refusal_purpose()),
	languages
});
export type NewcomerInput = v.InferOutput<typeof NewcomerInput>;

/** How it goes. */
export const HowItGoesInput = v.object({
	answer: v.picklist(howItGoes, () => m.buddies_refusal_answer())
});

/** A word for the other when one ends it. */
export const EndingInput = v.object({ word: optionalText(600) });
