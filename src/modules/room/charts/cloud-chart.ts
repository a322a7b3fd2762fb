import type { Chart, Sums } from './chart.ts';

/** A word that a host hid (`mergedInto` null) or counts with another. */
export type WordRuling = { word: string; mergedInto: string | null };

const mostShown = 80;
const sizes = 6;

/**
 * The words of a cloud, those that mean the same as one, written as most people wrote them. Sizes go by the square root of the count, so
 * that surfaces compare; the order on the wall depends on the word alone, so that nothing jumps when one grows.
 */
export function cloudChart(sums: Sums, rulings: WordRuling[]): Chart {
	const ruled = new Map(rulings.map(({ word, mergedInto }) => [word, mergedInto]));
	const counts = new Map<string, number>();
	const spellings = new Map<string, { word: string; count: number }>();
	let answered = 0;
	for (const [sum, count] of sums) {
		if (count <= 0) continue;
		const bar = sum.indexOf('|');
		const key = bar === -1 ? sum : sum.slice(0, bar);
		const meant = followed(key, ruled);
		if (bar === -1) {
			answered += count;
			if (meant !== null) counts.set(meant, (counts.get(meant) ?? 0) + count);
		} else if (meant === key && count > (spellings.get(key)?.count ?? 0))
			spellings.set(key, { word: sum.slice(bar + 1), count });
	}
	const largest = [...counts]
		.sort(([a, some], [b, more]) => more - some || (a < b ? -1 : 1))
		.slice(0, mostShown);
	const most = largest[0]?.[1] ?? 1;
	const words = largest.map(([key, count]) => {
		return {
			key,
			count,
			word: spellings.get(key)?.word ?? key,
			size: Math.ceil(sizes * Math.sqrt(count / most))
		};
	});
	return { shape: 'cloud', answered, words };
}

/** What a word counts as, through any number of rulings; null when it is hidden. */
function followed(word: string, ruled: Map<string, string | null>): string | null {
	const seen = new Set<string>();
	let meant = word;
	while (ruled.has(meant) && !seen.has(meant)) {
		seen.add(meant);
		const next = ruled.get(meant)!;
		if (next === null) return null;
		meant = next;
	}
	return meant;
}
