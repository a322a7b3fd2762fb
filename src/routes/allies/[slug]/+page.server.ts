import { error, redirect } from '@sveltejs/kit';
import { allyPage } from '#modules/allies/page.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { audienceAt } from '#wiring/audience.server.ts';
import { db } from '#wiring/database.server.ts';
import { shows } from '#wiring/shown.server.ts';

export async function load(event) {
	const ally = await allyPage(db, await audienceAt(event), event.params.slug);
	if (!ally) error(404, m.error_not_found());
	if ('movedTo' in ally) redirect(308, href(`/allies/${ally.movedTo}`));
	shows(event, 'allies', 'charter');
	return { ally };
}
