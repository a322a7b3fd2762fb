import { error, json } from '@sveltejs/kit';
import { hostParts, ownParts, phoneParts, wallParts } from '#modules/room/views/parts.server.ts';
import { db } from '#wiring/database.server.ts';
import { ledRoomAt, roomAt, tokenAt } from '#wiring/room.server.ts';
import { m } from '#words/messages.js';

export async function GET(event) {
	switch (event.params.vue) {
		case 'telephone':
			return json(await phoneParts(db, await roomAt(event)));
		case 'ecran':
			return json(await wallParts(db, await roomAt(event)));
		case 'animation':
			return json(await hostParts(db, (await ledRoomAt(event)).room));
		case 'moi': {
			const room = await roomAt(event);
			return json(await ownParts(db, room, tokenAt(event, room)));
		}
		default:
			error(404, m.error_not_found());
	}
}
