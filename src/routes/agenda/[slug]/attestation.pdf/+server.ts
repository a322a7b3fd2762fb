import { error } from '@sveltejs/kit';
import { certificateOf } from '#modules/agenda/certificate.server.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

/** The certificate of whoever asks and was there. */
export async function GET(event) {
	const { slug } = event.params;
	const pdf = await certificateOf(db, requirePerson(event), slug);
	if (!pdf) error(404, m.agenda_certificate_none());
	return new Response(new Uint8Array(pdf), {
		headers: {
			'content-type': 'application/pdf',
			'content-disposition': `attachment; filename="attestation-${slug.replace(/[^\w-]/g, '')}.pdf"`,
			'cache-control': 'private, no-store'
		}
	});
}
