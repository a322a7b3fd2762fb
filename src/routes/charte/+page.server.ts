import { charterToRead } from '#modules/charter/reading.server.ts';
import { db } from '#wiring/database.server.ts';
import { shows } from '#wiring/shown.server.ts';

export async function load(event) {
	shows(event, 'charter');
	return charterToRead(db);
}
