import { error } from '@sveltejs/kit';
import { registerToRead, type RegisterPart } from '#modules/charter/register-page.server.ts';
import { cleanLine } from '#platform/fields.ts';
import { pageHref, placeIn } from '#platform/paging.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { shows } from '#wiring/shown.server.ts';

const lists: Record<string, RegisterPart> = {
	organisations: 'organisations',
	personnes: 'persons',
	attendus: 'awaited'
};

export async function load(event) {
	const search = event.url.searchParams;
	const asked = search.get('version');
	const list = search.get('liste') ?? '';
	const typed = cleanLine(search.get('q') ?? '').slice(0, 100);
	const register = await registerToRead(db, {
		version: asked === null ? null : Number(asked),
		part: lists[list] ?? 'all',
		typed,
		place: placeIn(search)
	});
	if (register === 'unknown-version') error(404, m.error_not_found());
	shows(event, 'charter');
	const { previous, next } = register?.page ?? {};
	return {
		register,
		typed,
		list: lists[list] ? list : '',
		isAdministrator: event.locals.person?.isAdministrator ?? false,
		previousHref: previous ? pageHref(event.url, 'avant', previous) : null,
		nextHref: next ? pageHref(event.url, 'apres', next) : null
	};
}
