import * as v from 'valibot';
import { cleanLine } from '#platform/fields.ts';
import { m } from '#words/messages.js';

const mostLines = 20;
const longestLine = 120;

/** A list, one thing a line: at least `least`, each once. */
export function lines(least: number) {
	return v.pipe(
		v.optional(v.string(), ''),
		v.transform((text) => [...new Set(text.split('\n').map(cleanLine).filter(Boolean))]),
		v.minLength(least, () => m.room_error_lines({ count: least })),
		v.maxLength(mostLines, () => m.room_error_too_many_lines({ count: mostLines })),
		v.check(
			(list) => list.every((line) => line.length <= longestLine),
			() => m.form_too_long({ longest: longestLine })
		)
	);
}

/** A whole number between two bounds, or the usual one when nothing was typed. */
export function numberBetween(least: number, most: number, usual?: number) {
	return v.pipe(
		v.optional(v.string(), ''),
		v.transform((text) => (text.trim() === '' && usual !== undefined ? usual : Number(text.trim() || NaN))),
		v.check(
			(number) => Number.isInteger(number) && number >= least && number <= most,
			() => m.room_error_number({ least, most })
		)
	);
}

/** A short line that may be left out; then it is empty. */
export const label = v.pipe(
	v.optional(v.string(), ''),
	v.transform((text) => cleanLine(text).slice(0, 60))
);

/** Fields as they came, by name. */
export const fields = v.record(v.string(), v.string());
