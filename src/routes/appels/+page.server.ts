import { decidedCalls, undecidedCalls } from '#modules/introductions/call-reading.server.ts';
import { pageHref, placeIn } from '#platform/paging.ts';
import { db } from '#wiring/database.server.ts';

export async function load(event) {
	const decided = await decidedCalls(db, placeIn(event.url.searchParams).after);
	return {
		undecided: await undecidedCalls(db),
		decided: decided.lines,
		nextHref: decided.next ? pageHref(event.url, 'apres', decided.next) : null
	};
}
