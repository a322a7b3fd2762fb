import * as v from 'valibot';
import { pageHref, placeIn } from '#platform/paging.ts';
import { SearchInput } from '#platform/search/search.input.ts';
import { search } from '#platform/search/search.server.ts';
import { audienceAt } from '#wiring/audience.server.ts';
import { db } from '#wiring/database.server.ts';
import { searchables } from '#wiring/searchables.server.ts';

export async function load(event) {
	const asked = event.url.searchParams;
	const typed = asked.get('q') ?? '';
	const kinds = searchables.map(({ kind, label }) => ({ kind, label: label() }));
	const kind = kinds.find((one) => one.kind === asked.get('type'))?.kind ?? null;
	if (typed.trim() === '') return { typed: '', kinds, kind, error: null, found: null, pages: null };

	const input = v.safeParse(SearchInput, typed);
	if (!input.success) return { typed, kinds, kind, error: input.issues[0].message, found: null, pages: null };

	const found = await search(db, await audienceAt(event), input.output, { kind, place: placeIn(asked) });
	const { previous, next } = found.page;
	const pages = {
		previousHref: previous ? pageHref(event.url, 'avant', previous) : null,
		nextHref: next ? pageHref(event.url, 'apres', next) : null
	};
	return { typed: input.output, kinds, kind, error: null, found, pages };
}
