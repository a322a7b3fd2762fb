import type { RequestEvent } from '@sveltejs/kit';
import { href } from '#platform/locale.ts';
import { largestUpload } from '#platform/http/bodies.ts';
import { networkOf, openLimits } from '#platform/limits.server.ts';
import { m } from '#words/messages.js';
import { pool } from './database.server.ts';
import { secret } from './sign-in.server.ts';

/** Counts one more attempt; null, or how many seconds to wait. */
export const countAttempt = openLimits(pool, secret);

/** The page that keeps what was typed while one waits. */
const waitingRoom = '/trop-de-demandes';
const reads = new Set(['GET', 'HEAD', 'OPTIONS']);
/** A room full of people is one network: what they send there is counted by phone. */
const room = '/direct/[code]';

/** The answer to who writes too much, by person or, when anonymous, by network; or nothing. */
export async function refuseFlood(event: RequestEvent): Promise<Response | undefined> {
	if (reads.has(event.request.method) || event.isSubRequest) return undefined;
	const { person } = event.locals;
	if (event.route.id === room) return undefined;
	// Who leads a room presses as fast as the room writes.
	const what = event.route.id?.startsWith(room) ? 'lead a room' : 'write by a person';
	const wait = person
		? await countAttempt(what, person.id)
		: await countAttempt('write from a network', networkOf(event.getClientAddress()));
	if (wait === null) return undefined;
	return event.url.pathname.startsWith('/api/') ? refusalInJson(wait) : refusalInPage(event, wait);
}

function refusalInJson(wait: number): Response {
	const headers = { 'retry-after': String(wait) };
	return Response.json({ message: m.limits_wait({ seconds: wait }) }, { status: 429, headers });
}

/** The waiting room shows what was typed, ready to be sent again: nobody writes a text twice because of us. */
async function refusalInPage(event: RequestEvent, wait: number): Promise<Response> {
	const typed = new URLSearchParams({ '': event.url.pathname + event.url.search });
	const form = await typedIn(event.request);
	for (const [name, value] of form) if (typeof value === 'string' && name !== '') typed.append(name, value);

	const page = await event.fetch(href(waitingRoom), {
		method: 'POST',
		body: typed,
		headers: { origin: event.url.origin, accept: 'text/html' }
	});
	const headers = new Headers(page.headers);
	headers.set('retry-after', String(wait));
	return new Response(page.body, { status: 429, headers });
}

/** What was typed; a form that holds a large file is not read only to be shown again. */
async function typedIn(request: Request): Promise<FormData> {
	if (Number(request.headers.get('content-length')) > largestUpload) return new FormData();
	return request.formData().catch(() => new FormData());
}
