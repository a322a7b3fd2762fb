import { error, type RequestEvent } from '@sveltejs/kit';
import { editionFor, type Edition } from '#modules/assembly/editions.server.ts';
import { m } from '#words/messages.js';
import { db } from './database.server.ts';

/** The assembly at this address, for who asks, or a refusal. */
export async function editionAt({
	params,
	locals
}: Pick<RequestEvent<{ edition: string }>, 'params' | 'locals'>): Promise<Edition> {
	const edition = await editionFor(db, locals.person, params.edition);
	if (!edition) error(404, m.error_not_found());
	return edition;
}
