import { charterVersionsInForce } from '#modules/charter/versions.server.ts';
import { db } from '#wiring/database.server.ts';
import { shows } from '#wiring/shown.server.ts';

export async function load(event) {
	shows(event, 'charter');
	return { versions: await charterVersionsInForce(db) };
}
