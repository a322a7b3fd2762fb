import { error } from '@sveltejs/kit';
import { registrationsToRead } from '#modules/agenda/registrations-list.server.ts';
import { pageHref, placeIn } from '#platform/paging.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const { url, params, setHeaders } = event;
	const read = await registrationsToRead(db, requirePerson(event), params.slug, placeIn(url.searchParams));
	if (!read) error(404, m.error_not_found());
	setHeaders({ 'cache-control': 'private, no-store' });
	const { page, ...rest } = read;
	return {
		...rest,
		lines: page.lines,
		previousHref: page.previous ? pageHref(url, 'avant', page.previous) : null,
		nextHref: page.next ? pageHref(url, 'apres', page.next) : null
	};
}
