import { plainWords } from '#platform/slug.ts';

export type Bearer = { id: string; name: string };
/** A name as a text writes it after an at sign, and the members who bear it. */
export type Naming = { written: string; bearers: Bearer[] };

/** An at sign that begins a name: not the one inside an address. */
const atSigns = /(?<![\p{L}\p{N}_.@/-])@(?=\p{L})/gu;
const word = /[\p{L}\p{N}\p{M}]+/gu;
/** No name is longer. */
const longestName = 120;

/**
 * The members that a text names by `@First Last`, whole, or by `@First` alone. Accents and capitals do not matter. Several
 * bearers of a name are all told; nobody's name is no naming.
 */
export function namingsIn(text: string, members: Bearer[]): Naming[] {
	const known = members.map((member) => ({ member, words: plainWords(member.name) }));
	const found = new Map<string, Naming>();
	for (const { index } of text.matchAll(atSigns)) {
		const line = text.slice(index + 1, index + 1 + longestName).split('\n', 1)[0]!;
		const words = plainWords(line);
		const whole = known.filter(({ words: name }) => startsWith(words, name));
		const longest = Math.max(0, ...whole.map(({ words: name }) => name.length));
		const bearers = longest
			? whole.filter(({ words: name }) => name.length === longest)
			: known.filter(({ words: name }) => name[0] === words[0]);
		if (bearers.length === 0) continue;
		const written = `@${firstWords(line, longest || 1)}`;
		found.set(written, { written, bearers: bearers.map(({ member }) => member) });
	}
	return [...found.values()];
}

function startsWith(words: string[], name: string[]): boolean {
	return name.length > 0 && name.every((part, place) => words[place] === part);
}

function firstWords(line: string, count: number): string {
	const last = [...line.matchAll(word)][count - 1];
	return last ? line.slice(0, last.index + last[0].length) : line;
}

const marks = /[\\`*_[\]<>&~!()#|]/g;

/** A Markdown source in which each name that was understood leads to an address. */
export function linkNames(source: string, names: { written: string; address: string }[]): string {
	if (names.length === 0) return source;
	const byLength = names.toSorted((one, other) => other.written.length - one.written.length);
	const escaped = byLength.map(({ written }) => written.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	const pattern = new RegExp(
		`(?<![\\p{L}\\p{N}_.@/-])(?:${escaped.join('|')})(?![\\p{L}\\p{N}\\p{M}])`,
		'gu'
	);
	const addresses = new Map(byLength.map(({ written, address }) => [written, address]));
	return source.replace(
		pattern,
		(written) => `[${written.replace(marks, '\\$&')}](${addresses.get(written)!})`
	);
}
