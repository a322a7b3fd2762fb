import { agendaToRead } from '#modules/agenda/agenda-reading.server.ts';
import { filtersIn } from '#modules/agenda/agenda-filters.ts';
import { mayPlan } from '#modules/agenda/planning.server.ts';
import { pageHref, placeIn } from '#platform/paging.ts';
import { audienceAt } from '#wiring/audience.server.ts';
import { db } from '#wiring/database.server.ts';

export async function load(event) {
	const { url, locals } = event;
	const filters = filtersIn(url.searchParams);
	const { person } = locals;
	const place = placeIn(url.searchParams);
	const page = await agendaToRead(db, await audienceAt(event), filters, place, { person });
	return {
		filters,
		gatherings: page.lines,
		near: page.near,
		open: page.open,
		isUnknownPlace: page.isUnknownPlace,
		isSignedIn: person !== null,
		mayPlan: mayPlan(person),
		previousHref: page.previous ? pageHref(url, 'avant', page.previous) : null,
		nextHref: page.next ? pageHref(url, 'apres', page.next) : null
	};
}
