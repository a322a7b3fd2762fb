import { agendaToRead } from '#modules/agenda/agenda-reading.server.ts';
import { filtersIn } from '#modules/agenda/agenda-filters.ts';
import { mayPlan } from '#modules/agenda/planning.server.ts';
import { pageHref, placeIn } from '#platform/paging.ts';
import { audienceAt } from '#wiring/audience.server.ts';
import { db } from '#wiring/database.server.ts';

export async function load(event) {
	const { url, locals } = event;
	const filters = filtersIn(url.searchParams);
	const page = await agendaToRead(db, await audienceAt(event), filters, placeIn(url.searchParams));
	return {
		filters,
		gatherings: page.lines,
		near: page.near,
		isUnknownPlace: page.isUnknownPlace,
		isSignedIn: locals.person !== null,
		mayPlan: mayPlan(locals.person),
		previousHref: page.previous ? pageHref(url, 'avant', page.previous) : null,
		nextHref: page.next ? pageHref(url, 'apres', page.next) : null
	};
}
