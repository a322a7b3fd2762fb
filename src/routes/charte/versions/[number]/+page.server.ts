import { error } from '@sveltejs/kit';
import { articlesOf, charterVersionsInForce } from '#modules/charter/versions.server.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { shows } from '#wiring/shown.server.ts';

export async function load(event) {
	const versions = await charterVersionsInForce(db);
	const version = versions.find(({ number }) => String(number) === event.params.number);
	if (!version) error(404, m.error_not_found());
	shows(event, 'charter');
	const isInForce = version.number === versions[0]!.number;
	return { version, isInForce, articles: await articlesOf(db, version.number) };
}
