import { redirect } from '@sveltejs/kit';
import { gatheringsOf } from '#modules/agenda/feed-reading.server.ts';
import { feedSince, makeFeed, revokeFeed } from '#modules/agenda/personal-feed.server.ts';
import { audienceOf } from '#modules/allies/audience.server.ts';
import { href } from '#platform/locale.ts';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const person = requirePerson(event);
	const found = await gatheringsOf(db, person.id, await audienceOf(db, person));
	const gatherings = found.map(({ id, slug, title, startsAt, endsAt, timeZone, isSeated, cancellation }) => ({
		...{ id, slug, title, startsAt, endsAt, timeZone, isSeated },
		isCancelled: cancellation !== null
	}));
	const now = new Date();
	return {
		next: gatherings.filter(({ endsAt }) => endsAt > now),
		past: gatherings.filter(({ endsAt }) => endsAt <= now).toReversed(),
		feedSince: await feedSince(db, person)
	};
}

export const actions = {
	make: async (event) => {
		const token = await makeFeed(db, requirePerson(event));
		return { address: `${event.url.origin}/agenda/flux/${token}.ics` };
	},
	revoke: async (event) => {
		await revokeFeed(db, requirePerson(event));
		redirect(303, `${href('/moi/agenda')}?retiree=1`);
	}
};
