import { randomInt } from 'node:crypto';
import { and, desc, eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import type { Person } from '../people/people.server.ts';
import type { RoomInput } from './room.input.ts';
import { roomHosts, rooms } from './room.tables.ts';

export type Room = typeof rooms.$inferSelect;

/** Opens a room under a code that was drawn, as a rehearsal; whoever opens it leads it. Facilitators do. */
export async function openRoom(
	db: Database,
	person: Person,
	input: RoomInput
): Promise<{ ok: true; code: string } | { ok: false; reason: 'forbidden' }> {
	if (!person.isFacilitator && !person.isAdministrator) return { ok: false, reason: 'forbidden' };
	return db.transaction(async (tx) => {
		const id = uuidv7();
		for (;;) {
			const code = String(randomInt(100_000, 1_000_000));
			const opened = await tx
				.insert(rooms)
				.values({ id, code, createdBy: person.id, ...input, refusedWords: input.refusedWords ?? '' })
				.onConflictDoNothing()
				.returning({ code: rooms.code });
			if (opened.length === 0) continue;
			await tx.insert(roomHosts).values({ roomId: id, personId: person.id });
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
