import type { RequestEvent } from '@sveltejs/kit';
import { latestEvent } from '#platform/events/events.server.ts';
import { licence } from '#modules/open-data/ally-record.ts';
import { db } from './database.server.ts';

type Asked = Pick<RequestEvent, 'request' | 'url'>;

/**
 * Answers with open data: for any site, with its licence, and only when something has happened since the one who asks last read
 * it. `body` is not made otherwise.
 */
export async function openAnswer(
	{ request, url }: Asked,
	type: string,
	body: () => Promise<BodyInit> | BodyInit
): Promise<Response> {
	const etag = `W/"${await latestEvent(db)}"`;
	const headers = {
		etag,
		'access-control-allow-origin': '*',
		'cache-control': 'no-cache',
		link: `<${licence.url}>; rel="license", <${url.origin}/api/v1/openapi.json>; rel="service-desc"`
	};
	if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
	return new Response(await body(), { headers: { ...headers, 'content-type': type } });
}
