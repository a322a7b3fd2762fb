import { error } from '@sveltejs/kit';
import { aroundGathering } from '#modules/agenda/around-gathering.server.ts';
import { documentsOf } from '#modules/agenda/documents.server.ts';
import { gatheringToRead } from '#modules/agenda/gathering-reading.server.ts';
import { eventData } from '#modules/agenda/linked-data.ts';
import { seriesToRead } from '#modules/agenda/series-reading.server.ts';
import { href } from '#platform/locale.ts';
import { registrationToRead } from '#modules/agenda/registration-reading.server.ts';
import { m } from '#words/messages.js';
import { audienceAt } from '#wiring/audience.server.ts';
import { db } from '#wiring/database.server.ts';
import { secret } from '#wiring/sign-in.server.ts';

export async function load(event) {
	const { person } = event.locals;
	const reader = await audienceAt(event);
	const read = await gatheringToRead(db, person, reader, event.params.slug);
	if (!read) error(404, m.error_not_found());
	const { gathering } = read;
	const url = `${event.url.origin}${href(`/agenda/${gathering.slug}`)}`;
	const { alliance } = await event.parent();
	return {
		...read,
		documents: await documentsOf(db, gathering.id),
		around: await aroundGathering(db, person, read),
		registration: await registrationToRead(db, secret, person, gathering.id),
		series: await seriesToRead(db, reader, gathering.id),
		machineData:
			gathering.audience === 'public' ? eventData(gathering, { url, alliance: alliance.name }) : null
	};
}
