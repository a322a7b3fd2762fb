/** A piece of a text; the page marks those that were searched for. Never HTML. */
export type Segment = { text: string; isFound: boolean };

const word = /[\p{L}\p{N}\p{M}]+/gu;
const wordsBefore = 10;
const wordsShown = 36;
const mostWords = 500;

/** A word as the search reads it: no case, no accent. It is `search_key` of the database, for the browser's words. */
export function keyOfWord(text: string): string {
	const bare = text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '');
	return bare.toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae');
}

/** The words of texts that begin like what was typed, as keys: the only ones that a query may have found. */
export function likelyWords(texts: string[], typed: string): string[] {
	const beginnings = (typed.match(word) ?? []).map((one) => keyOfWord(one).slice(0, 3));
	const likely = new Set<string>();
	for (const text of texts)
		for (const [one] of text.matchAll(word)) {
			const key = keyOfWord(one);
			if (beginnings.some((beginning) => key.startsWith(beginning))) likely.add(key);
			if (likely.size >= mostWords) return [...likely];
		}
	return [...likely];
}

/** A text in pieces, those whose key was found apart from the others. */
export function highlight(text: string, found: ReadonlySet<string>): Segment[] {
	const segments: Segment[] = [];
	let end = 0;
	for (const { 0: one, index } of text.matchAll(word)) {
		if (!found.has(keyOfWord(one))) continue;
		if (index > end) segments.push({ text: text.slice(end, index), isFound: false });
		segments.push({ text: one, isFound: true });
		end = index + one.length;
	}
	if (end < text.length) segments.push({ text: text.slice(end), isFound: false });
	return segments;
}

/** The part of an entry to show under its title: its summary or, when only the body has what was found, the place where. */
export function excerpt(summary: string, body: string, found: ReadonlySet<string>): Segment[] {
	const isIn = (text: string) => firstFound(text, found) >= 0;
	const source = summary !== '' && (isIn(summary) || !isIn(body)) ? summary : body;
	return highlight(around(source, firstFound(source, found)), found);
}

/** Which word of a text is the first found, or −1. */
function firstFound(text: string, found: ReadonlySet<string>): number {
	return [...text.matchAll(word)].findIndex(([one]) => found.has(keyOfWord(one)));
}

/** Some forty words of a text, among which the given one. */
function around(text: string, place: number): string {
	const words = [...text.matchAll(word)];
	const first = Math.max(0, Math.min(place - wordsBefore, words.length - wordsShown));
	const last = words[first + wordsShown - 1];
	const start = first === 0 ? 0 : words[first]!.index;
	if (!last || first + wordsShown >= words.length) return (start > 0 ? '… ' : '') + text.slice(start);
	return (start > 0 ? '… ' : '') + text.slice(start, last.index + last[0].length) + ' …';
}
