import { filtersIn } from '#modules/allies/directory.input.ts';
import { directoryToRead } from '#modules/allies/directory-reading.server.ts';
import { pageHref, placeIn } from '#platform/paging.ts';
import { audienceAt } from '#wiring/audience.server.ts';
import { db } from '#wiring/database.server.ts';
import { shows } from '#wiring/shown.server.ts';

export async function load(event) {
	const search = event.url.searchParams;
	const asked = filtersIn(search);
	const directory = await directoryToRead(db, await audienceAt(event), asked, placeIn(search));
	shows(event, 'allies', 'charter', 'skills', 'territories');
	const { previous, next } = directory.page ?? {};
	return {
		filters: { ...asked, near: directory.near?.id ?? null },
		isNowhere: asked.around !== '' && !directory.near,
		directory,
		previousHref: previous ? pageHref(event.url, 'avant', previous) : null,
		nextHref: next ? pageHref(event.url, 'apres', next) : null
	};
}
