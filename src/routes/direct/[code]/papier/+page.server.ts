import { randomUUID } from 'node:crypto';
import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { refusalWords } from '#modules/room/refusal-words.ts';
import { sceneOf } from '#modules/room/scene.server.ts';
import { newToken } from '#modules/room/tokens.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { db } from '#wiring/database.server.ts';
import { answerDesk, ledRoomAt } from '#wiring/room.server.ts';
import { secret } from '#wiring/sign-in.server.ts';

export async function load(event) {
	const { room } = await ledRoomAt(event);
	return { scene: await sceneOf(db, room, false), textKey: randomUUID() };
}

export const actions = {
	/** Each sheet of paper is one more participant. */
	give: async (event) => {
		const { room } = await ledRoomAt(event);
		const form = await readForm(event.request, v.record(v.string(), v.string()));
		if (!form.ok) return reject(422, form);
		const { activity = '', ...fields } = form.value;
		const token = newToken(secret, room.id);
		const given = await answerDesk.give(room.id, { token, activityId: activity, fields });
		if (given.ok) redirect(303, href(`/direct/${room.code}/papier?garde`));
		if (given.reason === 'invalid') return reject(422, { values: fields, errors: given.errors });
		return reject(409, { values: fields, errors: { form: refusalWords[given.reason]() } });
	}
};
