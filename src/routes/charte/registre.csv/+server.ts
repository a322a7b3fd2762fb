import { error } from '@sveltejs/kit';
import { registerAsCsv } from '#modules/charter/register-export.server.ts';
import { charterVersionsInForce } from '#modules/charter/versions.server.ts';
import { textStream } from '#platform/http/text-stream.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';

export async function GET({ url }) {
	const versions = await charterVersionsInForce(db);
	const asked = url.searchParams.get('version');
	const version = asked === null ? versions[0] : versions.find(({ number }) => String(number) === asked);
	if (!version) error(404, m.error_not_found());
	return new Response(textStream(registerAsCsv(db, version.number)), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="charte-${version.number}-signataires.csv"`
		}
	});
}
