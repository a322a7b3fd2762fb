import { shows } from '#wiring/shown.server.ts';

export function load(event) {
	shows(event);
	return { origin: event.url.origin };
}
