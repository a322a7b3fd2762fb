import type { RequestEvent } from '@sveltejs/kit';
import type { GroupReader } from '#modules/communities/visible.server.ts';
import { audienceAt } from './audience.server.ts';

/** Who the visitor of a page is for groups: as whom they read, and which person. */
export async function groupReaderAt(event: Pick<RequestEvent, 'locals'>): Promise<GroupReader> {
	return { reader: await audienceAt(event), person: event.locals.person };
}
