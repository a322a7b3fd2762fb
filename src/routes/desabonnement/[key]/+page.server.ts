import { error } from '@sveltejs/kit';
import { unsubscribe, unsubscribingTo } from '#modules/notifications/unsubscribing.server.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { post } from '#wiring/notices.server.ts';

export function load({ params, setHeaders }) {
	const families = unsubscribingTo(post, params.key);
	if (!families) error(404, m.notifications_stop_unknown());
	setHeaders({ 'cache-control': 'private, no-store', 'referrer-policy': 'same-origin' });
	return { families };
}

/** A mail reader sends this at one click (RFC 8058), or somebody by the button of the page: no redirect, which the former would not follow. */
export const actions = {
	default: async ({ params }) => {
		if (!(await unsubscribe(db, post, params.key))) error(404, m.notifications_stop_unknown());
		return { isDone: true };
	}
};
