import { publishedSession } from '#modules/assembly/publishing.server.ts';
import { resultsOf } from '#modules/room/results.server.ts';
import { roomLedBy } from '#modules/room/rooms.server.ts';
import { db } from '#wiring/database.server.ts';
import { roomAt } from '#wiring/room.server.ts';

export async function load(event) {
	const room = await roomAt(event);
	const isHost = (await roomLedBy(db, event.locals.person, room.code)) !== undefined;
	const session = room.sessionId && (await publishedSession(db, room.sessionId));
	return { results: await resultsOf(db, room, isHost), isHost, session: session || null };
}
