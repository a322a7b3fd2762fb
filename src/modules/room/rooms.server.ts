import { randomInt } from 'node:crypto';
import { and, asc, desc, eq, isNotNull } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import type { Person } from '../people/people.server.ts';
import type { NewRoomInput } from './room.input.ts';
import { roomHosts, rooms } from './room.tables.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'room.opened': { code: string };
		'room.closed': { code: string };
		'room.quoted': { code: string };
		'room.reopened': { code: string };
	}
}

export type Room = typeof rooms.$inferSelect;

/** Opens a room under a code that was drawn, as a rehearsal; whoever opens it leads it. Facilitators do. */
export async function openRoom(
	db: Database,
	person: Person,
	input: NewRoomInput
): Promise<{ ok: true; code: string } | { ok: false; reason: 'forbidden' }> {
	if (!person.isFacilitator && !person.isAdministrator) return { ok: false, reason: 'forbidden' };
	return db.transaction(async (tx) => {
		const id = uuidv7();
		for (;;) {
			const code = String(randomInt(100_000, 1_000_000));
			const opened = await tx
				.insert(rooms)
				.values({ id, code, createdBy: person.id, ...input })
				.onConflictDoNothing()
				.returning({ code: rooms.code });
			if (opened.length === 0) continue;
			await tx.insert(roomHosts).values({ roomId: id, personId: person.id });
			await recordEvent(tx, { name: 'room.opened', actorId: person.id, details: { code } });
			return { ok: true, code };
		}
	});
}

/** The room of a code, as it was typed: spaces between its digits do not matter. */
export async function findRoom(db: Database, code: string): Promise<Room | undefined> {
	const [found] = await db.select().from(rooms).where(eq(rooms.code, code));
	return found;
}

/** The room of a code, when this person leads it: its hosts do, and administrators may. */
export async function roomLedBy(
	db: Database,
	person: Person | null,
	code: string
): Promise<Room | undefined> {
	if (!person) return undefined;
	const [found] = await db
		.select({ room: rooms, host: roomHosts.personId })
		.from(rooms)
		.leftJoin(roomHosts, and(eq(roomHosts.roomId, rooms.id), eq(roomHosts.personId, person.id)))
		.where(eq(rooms.code, code));
	return found && (found.host !== null || person.isAdministrator) ? found.room : undefined;
}

/** The rooms that a person leads, the latest first. */
export async function roomsLedBy(db: Database, person: Person) {
	return db
		.select({ code: rooms.code, title: rooms.title, closedAt: rooms.closedAt })
		.from(rooms)
		.innerJoin(roomHosts, and(eq(roomHosts.roomId, rooms.id), eq(roomHosts.personId, person.id)))
		.orderBy(desc(rooms.createdAt))
		.limit(50);
}

/** The rooms of a session that are not a rehearsal: those that go on, and those whose results are there. */
export async function roomsOfSession(db: Database, sessionId: string) {
	return db
		.select({ code: rooms.code, title: rooms.title, closedAt: rooms.closedAt })
		.from(rooms)
		.where(and(eq(rooms.sessionId, sessionId), isNotNull(rooms.startedAt)))
		.orderBy(asc(rooms.createdAt))
		.limit(20);
}
