import { createHash } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';

/** Answers with the calendar of somebody, for nobody else to keep, and only when it differs from what they have. */
export function calendarAnswer(
	{ request }: Pick<RequestEvent, 'request'>,
	file: string,
	name: string
): Response {
	const etag = `"${createHash('sha256').update(file).digest('base64url').slice(0, 27)}"`;
	const headers = {
		etag,
		'cache-control': 'private, no-cache',
		'x-robots-tag': 'noindex',
		'referrer-policy': 'no-referrer'
	};
	if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
	return new Response(file, {
		headers: {
			...headers,
			'content-type': 'text/calendar; charset=utf-8',
			'content-disposition': `inline; filename="${name}.ics"`
		}
	});
}
