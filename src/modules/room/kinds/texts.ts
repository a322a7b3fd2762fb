import * as v from 'valibot';
import { cleanLine } from '#platform/fields.ts';
import { m } from '#words/messages.js';
import { numberBetween } from './fields.ts';
import { values, type ActivityKind, type Given, type Tally } from './kind.ts';

type Settings = { most: number };

const longestText = 400;
const key = v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/));

/** What somebody writes, under a key of their own so that it is written once. */
const written = v.pipe(
	v.object({
		key,
		text: v.pipe(
			v.optional(v.string(), ''),
			v.transform(cleanLine),
			v.minLength(1, () => m.room_error_text()),
			v.maxLength(longestText, () => m.form_too_long({ longest: longestText }))
		)
	}),
	v.transform((one): Given => ({ answers: [], contributions: [one], adds: [] }))
);

/** What somebody says of what another wrote: one of the words given, or nothing any more. */
function said(words: string[]) {
	return v.pipe(
		v.object({ contribution: v.pipe(v.string(), v.uuid()), vote: v.picklist([...words, '']) }),
		v.transform(({ contribution, vote }) => values([{ slot: contribution, value: vote || null }]))
	);
}

const settings = v.object({ most: numberBetween(1, 20, 3) });

function texts(words: string[]): ActivityKind<Settings> {
	return {
		settings,
		given: () =>
			v.lazy((sent) =>
				words.length > 0 && Object.hasOwn(sent as object, 'contribution') ? said(words) : written
			),
		tallied: (vote: string, contribution): Tally => [[`${contribution}:${vote}`, 1]],
		mostContributions: ({ most }) => most
	};
}

/** Answers in one's own words. */
export const open = texts([]);

/** Questions to those who speak; others support them. */
export const questions = texts(['support']);

/** Short statements with which one agrees or not; participants add some. */
export const statements = texts(['agree', 'disagree', 'pass']);
