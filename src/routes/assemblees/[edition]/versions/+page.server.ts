import { error } from '@sveltejs/kit';
import { versionsOf } from '#modules/assembly/publishing.server.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { shows } from '#wiring/shown.server.ts';

export async function load(event) {
	const found = await versionsOf(db, event.params.edition);
	if (!found) error(404, m.error_not_found());
	shows(event, 'assembly');
	const { edition, versions } = found;
	return { edition: { slug: edition.slug, title: edition.title }, versions };
}
