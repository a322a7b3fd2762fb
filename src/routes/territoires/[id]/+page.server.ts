import { error, redirect } from '@sveltejs/kit';
import { kindAsked, territoryToRead } from '#modules/territories/reading.server.ts';
import { href } from '#platform/locale.ts';
import { pageHref, placeIn } from '#platform/paging.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { shows } from '#wiring/shown.server.ts';

export async function load(event) {
	const { id } = event.params;
	const search = event.url.searchParams;
	const read = await territoryToRead(db, id, kindAsked(search.get('voir')), placeIn(search));
	if (!read) error(404, m.error_not_found());
	if (read.territory.id !== id) redirect(308, href(`/territoires/${read.territory.id}`));
	shows(event, 'territories');
	const { person } = event.locals;
	const mayCompose = Boolean(person?.isFacilitator || person?.isAdministrator);
	const { previous, next } = read.page ?? {};
	return {
		...read,
		editHref: mayCompose && read.territory.kind === 'composite' ? href(`/gestion/territoires/${id}`) : null,
		previousHref: previous ? pageHref(event.url, 'avant', previous) : null,
		nextHref: next ? pageHref(event.url, 'apres', next) : null
	};
}
