import { territoriesLike } from '#modules/territories/finding.server.ts';
import { kindsIn } from '#modules/territories/kinds.ts';
import { suggestionOf } from '#modules/territories/territory-words.ts';
import { cleanLine } from '#platform/fields.ts';
import { db } from '#wiring/database.server.ts';

const most = 8;

export async function GET({ url: { searchParams } }) {
	const typed = cleanLine(searchParams.get('q') ?? '').slice(0, 100);
	const kinds = kindsIn(searchParams.get('genre'));
	const found = await territoriesLike(db, typed, { limit: most, ...(kinds && { kinds }) });
	return Response.json(found.map(suggestionOf), { headers: { 'cache-control': 'public, max-age=600' } });
}
