import * as v from 'valibot';
import { optionalText, requiredLine } from '#platform/fields.ts';
import { m } from '#words/messages.js';
import { hats } from './kinds/hats.ts';

const id = v.pipe(v.string(), v.uuid());
const word = requiredLine(100, m.room_error_word);

/** The activity to start; none is the next one. */
export const StartInput = v.object({ activity: v.optional(id) });
/** One thing that somebody wrote. */
export const RuledInput = v.object({ contribution: id });
/** Two that say the same. */
export const MergeInput = v.object({ contribution: id, into: id });
/** A word of a cloud. */
export const WordInput = v.object({ activity: id, word });
/** Two words of a cloud that mean the same. */
export const MergeWordsInput = v.object({ activity: id, word, into: word });
/** What came of a hat. */
export const SynthesisInput = v.object({
	hat: v.picklist(hats),
	text: v.pipe(
		optionalText(600),
		v.transform((text) => text ?? '')
	)
});
