import { filtersIn } from '#modules/allies/directory.input.ts';
import { mapToRead } from '#modules/allies/map.server.ts';
import { frameIn } from '#modules/allies/map-frames.ts';
import { ground } from '#modules/allies/map-ground.server.ts';
import { href } from '#platform/locale.ts';
import { audienceAt } from '#wiring/audience.server.ts';
import { db } from '#wiring/database.server.ts';
import { shows } from '#wiring/shown.server.ts';

export async function load(event) {
	const search = event.url.searchParams;
	const asked = filtersIn(search);
	const paths = { list: href('/allies'), map: href('/allies/carte') };
	const directory = await mapToRead(db, await audienceAt(event), asked, frameIn(search), paths);
	shows(event, 'allies', 'charter', 'skills', 'territories');
	return {
		filters: { ...asked, near: directory.near?.id ?? null },
		isNowhere: asked.around !== '' && !directory.near,
		directory,
		ground
	};
}
