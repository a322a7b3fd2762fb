import { error } from '@sveltejs/kit';
import { mayPrepare } from '#modules/assembly/editions.server.ts';
import { publishedProgramme } from '#modules/assembly/publishing.server.ts';
import { renderMarkdown } from '#platform/markdown.server.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { shows } from '#wiring/shown.server.ts';

export async function load(event) {
	const published = await publishedProgramme(db, event.params.edition);
	if (!published) error(404, m.error_not_found());
	shows(event, 'assembly');
	const { edition, number, publishedAt, programme } = published;
	const { slug, title, about, startsOn, endsOn, place, timeZone, gatheringSlug } = edition;
	return {
		edition: { slug, title, startsOn, endsOn, place, timeZone, gatheringSlug },
		about: renderMarkdown(about),
		...{ number, publishedAt, programme },
		mayPrepare: mayPrepare(event.locals.person)
	};
}
