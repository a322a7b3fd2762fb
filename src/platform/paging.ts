import * as v from 'valibot';

/** A page of a list ordered by key: its lines, and the keys that lead to the pages beside it. */
export type PageOf<Line> = { lines: Line[]; previous: string | null; next: string | null };

/** Where one is in a list: after a key, before a key, or (neither) at its beginning. Keys come from {@link pageOf}. */
export type Place = { after?: string; before?: string };

const Key = v.pipe(v.string(), v.maxLength(200));

/** Reads the place from an address: `?apres=KEY` or `?avant=KEY`; anything else is the beginning. */
export function placeIn(search: URLSearchParams): Place {
	const after = v.safeParse(Key, search.get('apres'));
	if (after.success) return { after: after.output };
	const before = v.safeParse(Key, search.get('avant'));
	return before.success ? { before: before.output } : {};
}

/**
 * Makes a page of what a query found: it was asked for `size` lines and one more, in the order of reading or, before
 * a key, in reverse. The one more only tells that there is a page beyond.
 */
export function pageOf<Line>(
	found: Line[],
	size: number,
	place: Place,
	keyOf: (line: Line) => string
): PageOf<Line> {
	const isMore = found.length > size;
	const lines = found.slice(0, size);
	if (place.before !== undefined) lines.reverse();

	const first = lines[0];
	const last = lines[lines.length - 1];
	const hasPrevious = place.before !== undefined ? isMore : place.after !== undefined;
	const hasNext = place.before !== undefined ? true : isMore;
	return {
		lines,
		previous: hasPrevious && first !== undefined ? keyOf(first) : null,
		next: hasNext && last !== undefined ? keyOf(last) : null
	};
}

/** The address of another page of the list, keeping what else is in the address (a search, a choice). */
export function pageHref(url: URL, direction: 'apres' | 'avant', key: string): string {
	const search = new URLSearchParams(url.search);
	search.delete('apres');
	search.delete('avant');
	search.set(direction, key);
	return `${url.pathname}?${search}`;
}
