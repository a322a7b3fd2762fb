import * as v from 'valibot';
import { m } from '#words/messages.js';
import { cleanLine } from '../fields.ts';

export const longestSearch = 100;

/** What somebody searches for: a line of at least two letters or digits. */
export const SearchInput = v.pipe(
	v.string(),
	v.transform(cleanLine),
	v.maxLength(longestSearch, () => m.form_too_long({ longest: longestSearch })),
	v.check(
		(typed) => (typed.match(/[\p{L}\p{N}]/gu) ?? []).length >= 2,
		() => m.search_too_short()
	)
);
