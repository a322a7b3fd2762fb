import { error, type RequestEvent } from '@sveltejs/kit';
import type { Person } from '#modules/people/people.server.ts';
import { AnswerDesk } from '#modules/room/answer-desk.server.ts';
import { findRoom, roomLedBy, type Room } from '#modules/room/rooms.server.ts';
import { isTokenOf } from '#modules/room/tokens.server.ts';
import { networkOf } from '#platform/limits.server.ts';
import { m } from '#words/messages.js';
import { db } from './database.server.ts';
import { countAttempt } from './limits.server.ts';
import { requirePerson } from './person.server.ts';
import { seatCookie } from './room-cookie.ts';
import { secret } from './sign-in.server.ts';

/** Takes the answers that come by the pages; those of the script come beside them. */
export const answerDesk = new AnswerDesk(db);

const lastsSeconds = 7 * 24 * 3600;

type InRoom = RequestEvent<{ code: string }>;

/** The room at this address; codes that nobody has are counted, so that none is found by trying. */
export async function roomAt(event: InRoom): Promise<Room> {
	const { code } = event.params;
	const room = /^\d{6}$/.test(code) ? await findRoom(db, code) : undefined;
	if (room) return room;
	const network = networkOf(event.getClientAddress());
	const wait = await countAttempt('unknown room from a network', network);
	if (wait !== null) error(429, m.limits_wait({ seconds: wait }));
	error(404, m.room_not_found());
}

/** The token that this phone holds for a room, when it was given there. */
export function tokenAt({ cookies }: Pick<RequestEvent, 'cookies'>, room: Room): string | undefined {
	const token = cookies.get(seatCookie(room.code));
	return token !== undefined && isTokenOf(secret, room.id, token) ? token : undefined;
}

/** Gives the phone the token of its seat. */
export function keepSeat(
	{ cookies, url }: Pick<RequestEvent, 'cookies' | 'url'>,
	room: Room,
	token: string
): void {
	const secure = url.protocol === 'https:';
	cookies.set(seatCookie(room.code), token, {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure,
		maxAge: lastsSeconds
	});
}

/** The room at this address and the person who leads it, or a refusal. */
export async function ledRoomAt(event: InRoom): Promise<{ room: Room; person: Person }> {
	const person = requirePerson(event);
	const { code } = await roomAt(event);
	const room = await roomLedBy(db, person, code);
	if (!room) error(403, m.room_only_hosts());
	return { room, person };
}
