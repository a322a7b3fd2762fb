import { error } from '@sveltejs/kit';
import { claimsAnswered } from '#modules/allies/claims-told.server.ts';
import { pagesClaimed } from '#modules/allies/claims-waiting.server.ts';
import { pageHref, placeIn } from '#platform/paging.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const person = requirePerson(event);
	const search = event.url.searchParams;
	const isAnswered = search.get('liste') === 'repondues';
	const list = isAnswered ? claimsAnswered : pagesClaimed;
	const listed = await list(db, person, placeIn(search));
	if (listed === 'forbidden') error(403, m.claims_only_deciders());
	const { previous, next } = listed;
	return {
		waiting: isAnswered
			? null
			: (listed.lines as Exclude<Awaited<ReturnType<typeof pagesClaimed>>, string>['lines']),
		answered: isAnswered
			? (listed.lines as Exclude<Awaited<ReturnType<typeof claimsAnswered>>, string>['lines'])
			: null,
		previousHref: previous ? pageHref(event.url, 'avant', previous) : null,
		nextHref: next ? pageHref(event.url, 'apres', next) : null
	};
}
