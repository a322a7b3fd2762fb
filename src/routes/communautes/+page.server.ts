import { mayOpen } from '#modules/communities/keeping.server.ts';
import { groupsToRead } from '#modules/communities/reading.server.ts';
import { groupKinds } from '#modules/people/group-kinds.ts';
import { pageHref, placeIn } from '#platform/paging.ts';
import { db } from '#wiring/database.server.ts';
import { groupReaderAt } from '#wiring/group-reader.server.ts';

export async function load(event) {
	const { url, locals } = event;
	const kind = groupKinds.find((known) => known === url.searchParams.get('genre')) ?? null;
	const isMine = locals.person !== null && url.searchParams.get('miennes') === '1';
	const asked = { kind, isMine, place: placeIn(url.searchParams) };
	const page = await groupsToRead(db, await groupReaderAt(event), asked);
	return {
		kind,
		isMine,
		isSignedIn: locals.person !== null,
		mayOpen: mayOpen(locals.person),
		groups: page.lines,
		previousHref: page.previous ? pageHref(url, 'avant', page.previous) : null,
		nextHref: page.next ? pageHref(url, 'apres', page.next) : null
	};
}
