import { diffWords } from 'diff';

/** A run of words that stayed, came or went. */
export type Words = { kind: 'kept' | 'added' | 'removed'; text: string };

const segmenter = new Intl.Segmenter('fr', { granularity: 'word' });
/** Beyond so many words that differ, two texts are shown whole, one after the other. */
const longestEdit = 1500;

/** What changed between two texts, word by word. */
export function wordsBetween(before: string, after: string): Words[] {
	const parts = diffWords(before, after, { intlSegmenter: segmenter, maxEditLength: longestEdit });
	if (!parts) return [...run('removed', before), ...run('added', after)];
	return parts.map(({ added, removed, value }) => ({
		kind: added ? 'added' : removed ? 'removed' : 'kept',
		text: value
	}));
}

/** A whole text as one run; none when it is empty. */
export function run(kind: Words['kind'], text: string): Words[] {
	return text === '' ? [] : [{ kind, text }];
}
