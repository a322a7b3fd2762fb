import * as v from 'valibot';
import { m } from '#words/messages.js';

/** One line of text that must be there: cleaned of control and direction characters, at most `longest` characters. */
export function requiredLine(longest: number, missing: () => string) {
	return v.pipe(v.optional(v.string(), ''), v.transform(cleanLine), v.minLength(1, missing), atMost(longest));
}

/** One line of text that may be left out; then it is null. */
export function optionalLine(longest: number) {
	return v.pipe(v.optional(v.string(), ''), v.transform(cleanLine), atMost(longest), v.transform(orNull));
}

/** Text of several lines that must be there, at most `longest` characters. */
export function requiredText(longest: number, missing: () => string) {
	return v.pipe(v.optional(v.string(), ''), v.transform(cleanText), v.minLength(1, missing), atMost(longest));
}

/** Text of several lines that may be left out; then it is null. */
export function optionalText(longest: number) {
	return v.pipe(v.optional(v.string(), ''), v.transform(cleanText), atMost(longest), v.transform(orNull));
}

/** A box that one may tick. */
export const ticked = v.pipe(
	v.optional(v.string(), ''),
	v.transform((value) => value === 'on')
);

/** Whether a text is a day that the calendar has, such as `2028-02-29`, in 1900 or later. */
export function isDay(text: string): boolean {
	if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
	const moment = new Date(`${text}T12:00:00Z`);
	return text > '1900' && !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}

function atMost(longest: number) {
	return v.maxLength<string, number, () => string>(longest, () => m.form_too_long({ longest }));
}

function orNull(text: string): string | null {
	return text === '' ? null : text;
}

/**
 * Characters that show nothing and deceive the eye: controls, zero width, fillers, changes of writing direction. The
 * joiners of Persian and of emoji, and the choice between text and picture, stay.
 */
const invisible = /(?!\u200C|\u200D|\uFE0E|\uFE0F)[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;
/** More marks on one letter than any language writes would cover the lines around. */
const piledMarks = /(\p{M}{4})\p{M}+/gu;

/** A line as it is meant: one kind of space, and nothing that shows nothing or deceives the eye. */
export function cleanLine(text: string): string {
	const visible = text.normalize('NFC').replace(/\s+/gu, ' ').replace(invisible, '');
	return visible.replace(piledMarks, '$1').replace(/ +/g, ' ').trim();
}

function cleanText(text: string): string {
	const lines = text.normalize('NFC').replace(/\r\n?/g, '\n').split('\n');
	return lines
		.map((line) => line.replaceAll('\t', ' ').replace(invisible, '').trimEnd())
		.join('\n')
		.trim();
}
