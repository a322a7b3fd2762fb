import { eq } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { cleanLine } from '#platform/fields.ts';
import type { Person } from '../people/people.server.ts';
import type { SeatInput } from './room.input.ts';
import { roomAdmissions, roomSeats } from './room.tables.ts';
import type { Room } from './rooms.server.ts';
import { isTokenOf, keyFor, newToken } from './tokens.server.ts';

export type SeatResult =
	{ ok: true; token: string } | { ok: false; reason: 'needs-account' | 'closed' | 'has-seat' };

type Coming = { secret: string; person: Person | null; held: string | undefined };

/**
 * Lets somebody into a room with a token for their phone alone, which is stored nowhere; who has one keeps it. A room that needs an account
 * gives one token a person, and writes down to whom, not which. A name is for what is not anonymous, and may be left out.
 */
export async function takeSeat(
	db: Database,
	room: Room,
	{ secret, person, held }: Coming,
	{ name, isMe }: SeatInput
): Promise<SeatResult> {
	const has = held !== undefined && isTokenOf(secret, room.id, held);
	if (!has && room.closedAt) return { ok: false, reason: 'closed' };
	if (!has && room.needsAccount) {
		if (!person) return { ok: false, reason: 'needs-account' };
		const admission = { roomId: room.id, personId: person.id };
		const admitted = await db.insert(roomAdmissions).values(admission).onConflictDoNothing().returning();
		if (admitted.length === 0) return { ok: false, reason: 'has-seat' };
	}
	const token = has ? held : newToken(secret, room.id);
	await takeName(db, room, token, isMe && person ? person.name : cleanLine(name), isMe ? person : null);
	return { ok: true, token };
}

async function takeName(db: Database, room: Room, token: string, name: string, person: Person | null) {
	const key = keyFor(token, 'seat');
	const seat = { name: name.slice(0, 60), personId: person?.id ?? null };
	if (name === '') await db.delete(roomSeats).where(eq(roomSeats.key, key));
	else
		await db
			.insert(roomSeats)
			.values({ key, roomId: room.id, ...seat })
			.onConflictDoUpdate({ target: roomSeats.key, set: seat });
}

/** The name under which whoever holds this token sits in the room; null when they gave none. */
export async function seatOf(
	db: Database,
	token: string
): Promise<{ name: string; isPerson: boolean } | null> {
	const [found] = await db
		.select({ name: roomSeats.name, personId: roomSeats.personId })
		.from(roomSeats)
		.where(eq(roomSeats.key, keyFor(token, 'seat')));
	return found ? { name: found.name, isPerson: found.personId !== null } : null;
}
