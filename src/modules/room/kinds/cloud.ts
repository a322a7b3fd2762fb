import * as v from 'valibot';
import { cleanLine } from '#platform/fields.ts';
import { m } from '#words/messages.js';
import { fields, numberBetween } from './fields.ts';
import { values, type ActivityKind } from './kind.ts';
import { wordKey } from './word-key.ts';

type Settings = { most: number };

const longestWord = 40;

/** A few words from everybody; those that are the same but for case, accents, plural and small words count as one. */
export const cloud: ActivityKind<Settings> = {
	settings: v.object({ most: numberBetween(1, 10, 3) }),
	given: ({ most }) =>
		v.pipe(
			fields,
			v.transform((sent) => Array.from({ length: most }, (_, i) => cleanLine(sent[`word-${i}`] ?? ''))),
			v.check(
				(words) => words.some((word) => wordKey(word) !== ''),
				() => m.room_error_word()
			),
			v.check(
				(words) => words.every((word) => word.length <= longestWord),
				() => m.form_too_long({ longest: longestWord })
			),
			v.transform((words) =>
				values(words.map((word, i) => ({ slot: String(i), value: wordKey(word) === '' ? null : word })))
			)
		),
	/** The key of a word counts it; with how it was typed, it counts this spelling. */
	tallied: (word: string) => [
		[wordKey(word), 1],
		[`${wordKey(word)}|${word}`, 1]
	]
};
