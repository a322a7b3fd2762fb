import * as v from 'valibot';
import { optionalLine, optionalText, requiredLine, ticked } from '#platform/fields.ts';
import { m } from '#words/messages.js';
import { skillIds } from '../skills/skills.input.ts';
import { comingDay } from './days.ts';

export const longestSentence = 240;
/** A need is open for a year at most. */
const longestOpen = 366;

/** What a `TerritoryField` called `place` sends; left out, it is anywhere. */
export const placeFields = { place: optionalLine(100), 'place-id': optionalLine(120) };

/** What somebody needs from an ally. */
export const NeedInput = v.pipe(
	v.object({
		sentence: requiredLine(longestSentence, () => m.introductions_refusal_sentence()),
		skills: skillIds,
		/** Skills written beside the boxes. */
		'skills-words': optionalText(1000),
		/** `me`, or the id of an organisation whose page one keeps. */
		inNameOf: v.optional(v.string(), 'me'),
		...placeFields,
		until: comingDay(longestOpen, () => m.introductions_refusal_until()),
		isPublic: ticked
	}),
	v.forward(
		v.check(
			({ skills, 'skills-words': words }) => skills.length > 0 || words !== null,
			() => m.introductions_refusal_skills()
		),
		['skills']
	)
);
export type NeedInput = v.InferOutput<typeof NeedInput>;
