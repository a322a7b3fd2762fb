import { introductionsToFollow, needsToFollow } from '#modules/introductions/managing.server.ts';
import { pageHref, placeIn } from '#platform/paging.ts';
import { db } from '#wiring/database.server.ts';
import { requireFacilitator } from '#wiring/person.server.ts';

export async function load(event) {
	const person = requireFacilitator(event);
	const { after } = placeIn(event.url.searchParams);
	const isFollowUp = event.url.searchParams.get('liste') === 'suites';
	const needs = isFollowUp ? undefined : await needsToFollow(db, person, after);
	const introductions = isFollowUp ? await introductionsToFollow(db, person, after) : undefined;
	const next = needs?.next ?? introductions?.next;
	return {
		needs: needs?.lines ?? [],
		introductions: introductions?.lines ?? [],
		isFollowUp,
		nextHref: next ? pageHref(event.url, 'apres', next) : null
	};
}
