import { error } from '@sveltejs/kit';
import { registerAsCsv } from '#modules/charter/register-export.server.ts';
import { charterVersionsInForce } from '#modules/charter/versions.server.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';

export async function GET({ url }) {
	const versions = await charterVersionsInForce(db);
	const asked = url.searchParams.get('version');
	const version = asked === null ? versions[0] : versions.find(({ number }) => String(number) === asked);
	if (!version) error(404, m.error_not_found());
	return new Response(streamOf(registerAsCsv(db, version.number)), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="charte-${version.number}-signataires.csv"`
		}
	});
}

/** Sends each piece when the one before has left, so that a large register never stands in memory. */
function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	return new ReadableStream({
		async pull(controller) {
			const { done, value } = await pieces.next();
			if (done) controller.close();
			else controller.enqueue(encoder.encode(value));
		},
		cancel: async () => void (await pieces.return(undefined))
	});
}
