import { randomUUID } from 'node:crypto';
import { error, redirect } from '@sveltejs/kit';
import { answersOf } from '#modules/room/own-answers.server.ts';
import { ownPlace } from '#modules/room/own-place.server.ts';
import { refusalWords } from '#modules/room/refusal-words.ts';
import { SeatInput } from '#modules/room/room.input.ts';
import { sceneOf } from '#modules/room/scene.server.ts';
import { seatOf, takeSeat } from '#modules/room/seats.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { networkOf } from '#platform/limits.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import * as v from 'valibot';
import { db } from '#wiring/database.server.ts';
import { countAttempt } from '#wiring/limits.server.ts';
import { requirePerson } from '#wiring/person.server.ts';
import { answerDesk, keepSeat, roomAt, tokenAt } from '#wiring/room.server.ts';
import { secret } from '#wiring/sign-in.server.ts';

export async function load(event) {
	const room = await roomAt(event);
	const scene = await sceneOf(db, room, false);
	const token = tokenAt(event, room);
	const { person } = event.locals;
	const door = { needsAccount: room.needsAccount, me: person?.isWelcomed ? person.name : null };
	if (!token) return { scene, door, now: Date.now(), seat: null };
	const [own, place, name] = [
		await answersOf(db, token, scene.activity),
		await ownPlace(db, token, scene.activity),
		await seatOf(db, token)
	];
	return { scene, door, now: Date.now(), seat: { name, place, textKey: randomUUID(), ...own } };
}

const refusals = {
	'needs-account': m.room_needs_account,
	closed: m.room_state_closed,
	'has-seat': m.room_has_seat
};
const anything = v.record(v.string(), v.string());

export const actions = {
	join: async (event) => {
		const room = await roomAt(event);
		const wait = await countAttempt('seat from a network', networkOf(event.getClientAddress()));
		if (wait !== null) error(429, m.limits_wait({ seconds: wait }));
		const form = await readForm(event.request, SeatInput);
		if (!form.ok) return reject(422, form);
		const coming = { secret, person: event.locals.person, held: tokenAt(event, room) };
		const taken = await takeSeat(db, room, coming, form.value);
		if (!taken.ok && taken.reason === 'needs-account') requirePerson(event);
		if (!taken.ok) return reject(409, { values: form.values, errors: { form: refusals[taken.reason]() } });
		keepSeat(event, room, taken.token);
		redirect(303, href(`/direct/${room.code}`));
	},
	give: async (event) => {
		const room = await roomAt(event);
		const token = tokenAt(event, room);
		if (!token) error(403, m.room_no_seat());
		const form = await readForm(event.request, anything);
		if (!form.ok) return reject(422, form);
		const { activity = '', ...fields } = form.value;
		const given = await answerDesk.give(room.id, { token, activityId: activity, fields });
		if (given.ok) redirect(303, href(`/direct/${room.code}?${given.isWaiting ? 'attend' : 'garde'}`));
		if (given.reason === 'invalid') return reject(422, { values: fields, errors: given.errors });
		return reject(409, { values: fields, errors: { form: refusalWords[given.reason]() } });
	}
};
