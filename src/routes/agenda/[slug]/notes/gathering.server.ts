import { error, type RequestEvent } from '@sveltejs/kit';
import { gatheringToRead } from '#modules/agenda/gathering-reading.server.ts';
import { m } from '#words/messages.js';
import { audienceAt } from '#wiring/audience.server.ts';
import { db } from '#wiring/database.server.ts';

type Asked = Pick<RequestEvent, 'locals' | 'params'>;

/** The gathering whose notes are asked for, to somebody who may see it. */
export async function gatheringAt(event: Asked) {
	const reader = await audienceAt(event);
	const read = await gatheringToRead(db, event.locals.person, reader, event.params['slug']!);
	if (!read) error(404, m.error_not_found());
	const { id, slug, title, timeZone } = read.gathering;
	return { id, slug, title, timeZone };
}
