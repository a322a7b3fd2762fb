import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks';
import { handOver } from '#platform/http/hand-over.ts';
import { log } from '#platform/logs.server.ts';
import { splitPath } from '#platform/locale.ts';
import { speaking } from '#platform/locale.server.ts';
import { m } from '#words/messages.js';
import { closeDatabase } from '#wiring/database.server.ts';
import { startWorking } from '#wiring/jobs.server.ts';
import { refuseFlood } from '#wiring/limits.server.ts';
import { startNotesLive } from '#wiring/notes-live.server.ts';
import { startRoomsLive } from '#wiring/room-live.server.ts';
import { whoIsSignedIn } from '#wiring/sign-in.server.ts';

export const init: ServerInit = async () => {
	handOver({ startLive: startNotesLive, startBeside: startRoomsLive });
	const jobs = await startWorking();
	process.once('sveltekit:shutdown' as never, async () => {
		await jobs.stop();
		await closeDatabase();
	});
};

export const handle: Handle = async ({ event, resolve }) => {
	const { language } = splitPath(event.url.pathname);
	event.locals.requestId = event.request.headers.get('x-request-id') ?? crypto.randomUUID();
	event.locals.person = await whoIsSignedIn(event);
	event.locals.shows = null;
	preferPages(event.request);

	return speaking(language, async () => {
		const refusal = await refuseFlood(event);
		if (refusal) return refusal;

		const response = await resolve(event, {
			transformPageChunk: ({ html }) => html.replace('%lang%', language)
		});
		const { shows, person } = event.locals;
		if (shows && !person) response.headers.set('x-shows', shows.join(' '));
		return response;
	});
};

/** A command line that takes anything gets the page that a browser gets, not the data of a script. */
function preferPages(request: Request): void {
	const accepted = request.headers.get('accept') ?? '*/*';
	if (accepted === '*/*') request.headers.set('accept', 'text/html');
}

/** What failed goes in the log; the person gets a sentence and the number of the request, never the cause. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
	const { requestId } = event.locals;
	if (kind !== 'unknown') {
		const isMissing = kind === 'framework' && error.status === 404;
		return { message: isMissing ? m.error_not_found() : error.message, requestId };
	}
	log.error({ requestId, route: event.route.id, err: error }, 'a request failed');
	return { message: m.error_unexpected(), requestId };
};
