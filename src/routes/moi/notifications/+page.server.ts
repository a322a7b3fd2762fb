import { redirect } from '@sveltejs/kit';
import { markAllAsRead, markAsRead } from '#modules/notifications/marking.server.ts';
import { clockOf } from '#modules/notifications/preferences.server.ts';
import { noticesOf } from '#modules/notifications/reading.server.ts';
import { href } from '#platform/locale.ts';
import { pageHref, placeIn } from '#platform/paging.ts';
import { db } from '#wiring/database.server.ts';
import { catalogue } from '#wiring/notices.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const person = requirePerson(event);
	const { url } = event;
	const which = isAll(url) ? 'all' : 'unread';
	const found = await noticesOf(db, catalogue, person, which, placeIn(url.searchParams));
	return {
		which,
		notices: found.lines,
		clock: await clockOf(db, person.id),
		previousHref: found.previous && pageHref(url, 'avant', found.previous),
		nextHref: found.next && pageHref(url, 'apres', found.next)
	};
}

export const actions = {
	read: async (event) => {
		const person = requirePerson(event);
		const form = await event.request.formData();
		await markAsRead(db, person, String(form.get('notice')));
		redirect(303, backTo(event.url));
	},
	readAll: async (event) => {
		await markAllAsRead(db, requirePerson(event));
		redirect(303, backTo(event.url));
	}
};

function isAll({ searchParams }: URL): boolean {
	return searchParams.get('voir') === 'tout';
}

function backTo(url: URL): string {
	return href('/moi/notifications') + (isAll(url) ? '?voir=tout' : '');
}
