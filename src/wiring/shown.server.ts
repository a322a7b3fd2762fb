import type { RequestEvent } from '@sveltejs/kit';

/**
 * Says which modules a page shows. To an anonymous visitor such a page is the same as to the next one, so it is kept in
 * the process until an event of one of these modules. The alliance's name is on every page, hence `people`.
 */
export function shows(event: Pick<RequestEvent, 'locals'>, ...modules: string[]): void {
	event.locals.shows = ['people', ...modules];
}
