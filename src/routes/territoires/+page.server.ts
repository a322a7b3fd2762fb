import { territoriesFound, territoriesToBrowse } from '#modules/territories/reading.server.ts';
import { cleanLine } from '#platform/fields.ts';
import { db } from '#wiring/database.server.ts';
import { shows } from '#wiring/shown.server.ts';

export async function load(event) {
	const typed = cleanLine(event.url.searchParams.get('q') ?? '').slice(0, 100);
	shows(event, 'territories');
	if (typed !== '') return { typed, found: await territoriesFound(db, typed), lists: null };
	return { typed, found: null, lists: await territoriesToBrowse(db) };
}
