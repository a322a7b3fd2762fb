import { resultsOf } from '#modules/room/results.server.ts';
import { roomLedBy } from '#modules/room/rooms.server.ts';
import { db } from '#wiring/database.server.ts';
import { roomAt } from '#wiring/room.server.ts';

export async function load(event) {
	const room = await roomAt(event);
	const isHost = (await roomLedBy(db, event.locals.person, room.code)) !== undefined;
	return { results: await resultsOf(db, room, isHost), isHost };
}
