import { error, json } from '@sveltejs/kit';
import { hostParts, phoneParts, wallParts } from '#modules/room/views/parts.server.ts';
import { db } from '#wiring/database.server.ts';
import { ledRoomAt, roomAt } from '#wiring/room.server.ts';
import { m } from '#words/messages.js';

export async function GET(event) {
	switch (event.params.vue) {
		case 'telephone':
			return json(await phoneParts(db, await roomAt(event)));
		case 'ecran':
			return json(await wallParts(db, await roomAt(event)));
		case 'animation':
			return json(await hostParts(db, (await ledRoomAt(event)).room));
		default:
			error(404, m.error_not_found());
	}
}
