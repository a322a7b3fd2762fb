import { error, redirect } from '@sveltejs/kit';
import { allyToRead } from '#modules/allies/reading.server.ts';
import { structuredData } from '#modules/allies/structured-data.ts';
import { pictureAddress } from '#modules/allies/vcard.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { audienceAt } from '#wiring/audience.server.ts';
import { db } from '#wiring/database.server.ts';
import { shows } from '#wiring/shown.server.ts';

const audiences: Record<string, 'public' | 'allies'> = { tous: 'public', allies: 'allies' };

export async function load(event) {
	const ally = await allyToRead(db, event.params.slug, {
		person: event.locals.person,
		reader: await audienceAt(event),
		as: audiences[event.url.searchParams.get('comme') ?? ''] ?? null
	});
	if (!ally) error(404, m.error_not_found());
	if ('movedTo' in ally) redirect(308, href(`/allies/${ally.movedTo}`));
	if ('onlyToEdit' in ally) redirect(303, href(`/allies/${ally.onlyToEdit}/modifier`));
	shows(event, 'allies', 'charter', 'skills', 'territories');

	const { open, ...shown } = ally;
	const addressOf = (slug: string) => event.url.origin + href(`/allies/${slug}`);
	return {
		ally: shown,
		address: addressOf(ally.page.slug),
		picture: open?.page.pictureId ? pictureAddress(open.page.pictureId, event.url.href) : null,
		machineData: open && structuredData(open, addressOf)
	};
}
