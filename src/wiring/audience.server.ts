import type { RequestEvent } from '@sveltejs/kit';
import { audienceOf } from '#modules/allies/audience.server.ts';
import type { Reader } from '#modules/allies/audiences.ts';
import { db } from './database.server.ts';

/** As whom the visitor of a page reads what concerns allies: as everybody, or as an ally. */
export async function audienceAt({ locals }: Pick<RequestEvent, 'locals'>): Promise<Reader> {
	return audienceOf(db, locals.person);
}
