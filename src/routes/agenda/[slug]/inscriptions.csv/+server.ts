import { error } from '@sveltejs/kit';
import { registrationsAsCsv } from '#modules/agenda/registrations-list.server.ts';
import { textStream } from '#platform/http/text-stream.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function GET(event) {
	const { slug } = event.params;
	const lines = await registrationsAsCsv(db, requirePerson(event), slug);
	if (!lines) error(404, m.error_not_found());
	return new Response(textStream(lines), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="inscriptions-${slug}.csv"`,
			'cache-control': 'private, no-store'
		}
	});
}
