import { error } from '@sveltejs/kit';
import { murmurationsProfile } from '#modules/open-data/formats.ts';
import { findAllyRecord } from '#modules/open-data/records.server.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { openAnswer } from '#wiring/open-answer.server.ts';

export async function GET(event) {
	const record = await findAllyRecord(db, event.url.origin, event.params.slug);
	if (!record) error(404, m.error_not_found());
	return openAnswer(event, 'application/json', () => JSON.stringify(murmurationsProfile(record)));
}
