import { filtersIn } from '#modules/agenda/agenda-filters.ts';
import { agendaMapToRead } from '#modules/agenda/agenda-map.server.ts';
import { mayPlan } from '#modules/agenda/planning.server.ts';
import { frameIn } from '#modules/allies/map-frames.ts';
import { ground } from '#modules/allies/map-ground.server.ts';
import { href } from '#platform/locale.ts';
import { audienceAt } from '#wiring/audience.server.ts';
import { db } from '#wiring/database.server.ts';

export async function load(event) {
	const { person } = event.locals;
	const search = event.url.searchParams;
	const filters = filtersIn(search);
	const paths = { list: href('/agenda'), map: href('/agenda/carte') };
	const asking = { person, paths };
	const read = await agendaMapToRead(db, await audienceAt(event), filters, frameIn(search), asking);
	const { near, territory, isUnknownPlace, open, ...shown } = read;
	return {
		choice: {
			...{ filters, near, territory, isUnknownPlace, open },
			...{ isSignedIn: person !== null, mayPlan: mayPlan(person) }
		},
		...shown,
		ground
	};
}
