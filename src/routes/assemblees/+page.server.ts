import { editionsFor, mayPrepare } from '#modules/assembly/editions.server.ts';
import { db } from '#wiring/database.server.ts';
import { shows } from '#wiring/shown.server.ts';

export async function load(event) {
	const { person } = event.locals;
	const editions = await editionsFor(db, person);
	shows(event, 'assembly');
	return { editions, mayPrepare: mayPrepare(person) };
}
