import { filtersIn } from '#modules/allies/directory.input.ts';
import { circlesToRead } from '#modules/allies/map.server.ts';
import { frameIn, whole } from '#modules/allies/map-frames.ts';
import { href } from '#platform/locale.ts';
import { audienceAt } from '#wiring/audience.server.ts';
import { db } from '#wiring/database.server.ts';

/** The circles of `?cadre=`, for a wide screen or a phone (`?ecran=narrow`), with what is chosen in the directory. */
export async function GET(event) {
	const search = event.url.searchParams;
	const paths = { list: href('/allies'), map: href('/allies/carte') };
	const screen = search.get('ecran') === 'narrow' ? 'narrow' : 'wide';
	const frame = frameIn(search) ?? whole;
	const seen = await circlesToRead(db, await audienceAt(event), filtersIn(search), frame, paths);
	return Response.json(seen[screen], { headers: { 'cache-control': 'private, no-cache' } });
}
