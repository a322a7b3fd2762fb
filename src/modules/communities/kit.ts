/** What a newcomer is given is read in this many minutes at most. */
export const longestKit = 5;

/** Words that one reads in a minute in silence: 238 in English (Brysbaert, 2019), fewer in French and on a screen. */
const wordsPerMinute = 200;

/** Minutes that a text takes to read, rounded up; at least one. */
export function minutesToRead(text: string): number {
	const words = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
	return Math.max(1, Math.ceil(words / wordsPerMinute));
}
