import { error, redirect } from '@sveltejs/kit';
import { cardToRead } from '#modules/allies/reading.server.ts';
import { visitingCard } from '#modules/allies/vcard.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { audienceAt } from '#wiring/audience.server.ts';
import { db } from '#wiring/database.server.ts';
import { shows } from '#wiring/shown.server.ts';

export async function GET(event) {
	const ally = await cardToRead(db, await audienceAt(event), event.params.slug);
	if (!ally) error(404, m.error_not_found());
	if ('movedTo' in ally) redirect(308, href(`/allies/${ally.movedTo}/carte-de-visite.vcf`));
	shows(event, 'allies', 'skills');

	const { page, offers } = ally;
	const card = visitingCard(page, event.url.origin + href(`/allies/${page.slug}`), offers);
	return new Response(card, {
		headers: {
			'content-type': 'text/vcard; charset=utf-8',
			'content-disposition': `attachment; filename="${page.slug}.vcf"`,
			'content-length': String(Buffer.byteLength(card))
		}
	});
}
