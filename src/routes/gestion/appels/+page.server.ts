import { callsToManage } from '#modules/introductions/call-managing.server.ts';
import { pageHref, placeIn } from '#platform/paging.ts';
import { db } from '#wiring/database.server.ts';
import { requireFacilitator } from '#wiring/person.server.ts';

export async function load(event) {
	const person = requireFacilitator(event);
	const { undecided = [], decided } =
		(await callsToManage(db, person, placeIn(event.url.searchParams).after)) ?? {};
	return {
		undecided,
		decided: decided?.lines ?? [],
		nextHref: decided?.next ? pageHref(event.url, 'apres', decided.next) : null
	};
}
