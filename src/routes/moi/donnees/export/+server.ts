import { heldAbout } from '#modules/people/erasure.server.ts';
import { db } from '#wiring/database.server.ts';
import { holders } from '#wiring/erasers.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

/** Everything held about the person who asks, as a file that other software can read. */
export async function GET(event) {
	const held = await heldAbout(db, requirePerson(event), holders);
	const taken = Object.fromEntries(held.map(({ key, rows }) => [key, rows]));
	return new Response(JSON.stringify({ exportedAt: new Date(), ...taken }, null, '\t'), {
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'content-disposition': 'attachment; filename="maillage.json"',
			'cache-control': 'no-store'
		}
	});
}
