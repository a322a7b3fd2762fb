import { helpRoom } from '#modules/introductions/room.server.ts';
import { pageHref, placeIn } from '#platform/paging.ts';
import { audienceAt } from '#wiring/audience.server.ts';
import { db } from '#wiring/database.server.ts';

export async function load(event) {
	const { person } = event.locals;
	const reader = await audienceAt(event);
	const room = await helpRoom(db, person, reader, placeIn(event.url.searchParams));
	const { previous, next } = room.others;
	return {
		...room,
		reader,
		isSignedIn: person !== null,
		previousHref: previous ? pageHref(event.url, 'avant', previous) : null,
		nextHref: next ? pageHref(event.url, 'apres', next) : null
	};
}
