import { error } from '@sveltejs/kit';
import { rejectedAsCsv } from '#modules/imports/rejected.server.ts';
import { textStream } from '#platform/http/text-stream.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requireFacilitator } from '#wiring/person.server.ts';

export async function GET(event) {
	const withRemarks = event.url.searchParams.has('remarques');
	const file = await rejectedAsCsv(db, requireFacilitator(event), event.params.id, { withRemarks });
	if (!file) error(404, m.error_not_found());
	const plain = file.name.replace(/[^\w.-]+/g, '-');
	return new Response(textStream(file.csv), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
			'cache-control': 'private, no-store'
		}
	});
}
