import { filtersIn } from '#modules/agenda/agenda-filters.ts';
import { agendaCirclesToRead } from '#modules/agenda/agenda-map.server.ts';
import { frameIn, whole } from '#modules/allies/map-frames.ts';
import { href } from '#platform/locale.ts';
import { audienceAt } from '#wiring/audience.server.ts';
import { db } from '#wiring/database.server.ts';

/** The circles of `?cadre=`, for a wide screen or a phone (`?ecran=narrow`), with what is asked of the agenda. */
export async function GET(event) {
	const search = event.url.searchParams;
	const paths = { list: href('/agenda'), map: href('/agenda/carte') };
	const screen = search.get('ecran') === 'narrow' ? 'narrow' : 'wide';
	const asking = { person: event.locals.person, paths };
	const frame = frameIn(search) ?? whole;
	const seen = await agendaCirclesToRead(db, await audienceAt(event), filtersIn(search), frame, asking);
	return Response.json(seen[screen], { headers: { 'cache-control': 'private, no-cache' } });
}
