import { agendaToRead } from '#modules/agenda/agenda-reading.server.ts';
import { filtersIn } from '#modules/agenda/agenda-filters.ts';
import { mayPlan } from '#modules/agenda/planning.server.ts';
import { pageHref, placeIn } from '#platform/paging.ts';
import { audienceAt } from '#wiring/audience.server.ts';
import { db } from '#wiring/database.server.ts';

export async function load(event) {
	const { url, locals } = event;
	const { person } = locals;
	const filters = filtersIn(url.searchParams);
	const place = placeIn(url.searchParams);
	const page = await agendaToRead(db, await audienceAt(event), filters, place, { person });
	const { near, territory, isUnknownPlace, open } = page;
	return {
		choice: {
			...{ filters, near, territory, isUnknownPlace, open },
			...{ isSignedIn: person !== null, mayPlan: mayPlan(person) }
		},
		gatherings: page.lines,
		previousHref: page.previous ? pageHref(url, 'avant', page.previous) : null,
		nextHref: page.next ? pageHref(url, 'apres', page.next) : null
	};
}
