import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { announce } from '#platform/live/announcing.server.ts';
import type { Person } from '../people/people.server.ts';
import { channelOf } from './channel.ts';
import { namedKinds } from './kinds/kinds.ts';
import type { ActivityInput, RoomInput } from './room.input.ts';
import { roomActivities, rooms } from './room.tables.ts';
import { roomLedBy, type Room } from './rooms.server.ts';

export type PreparingResult = { ok: true } | { ok: false; reason: 'not-found' | 'has-begun' };

const mostActivities = 100;

/** Prepares activities for a room, after those that it has. */
export async function addActivities(
	db: Database,
	person: Person,
	code: string,
	prepared: { input: ActivityInput; settings: unknown }[]
): Promise<PreparingResult> {
	return preparing(db, person, code, async (tx, room) => {
		const [{ last, count }] = (await tx
			.select({
				last: sql<number>`coalesce(max(${roomActivities.position}), 0)::int`,
				count: sql<number>`count(*)::int`
			})
			.from(roomActivities)
			.where(eq(roomActivities.roomId, room.id))) as [{ last: number; count: number }];
		if (count + prepared.length > mostActivities) return { ok: false, reason: 'has-begun' };
		const rows = prepared.map(({ input: { isNamed, ...input }, settings }, i) => ({
			...{ id: uuidv7(), roomId: room.id, position: last + 1 + i, settings },
			...{ ...input, isAnonymous: !isNamed && !namedKinds.includes(input.kind) }
		}));
		await tx.insert(roomActivities).values(rows);
		return { ok: true };
	});
}

/** Changes an activity that has not begun: what was answered was answered to a question. */
export async function changeActivity(
	db: Database,
	person: Person,
	code: string,
	id: string,
	{ input: { kind, isNamed, ...input }, settings }: { input: ActivityInput; settings: unknown }
): Promise<PreparingResult> {
	return preparing(db, person, code, async (tx, room) => {
		const changed = await tx
			.update(roomActivities)
			.set({ ...input, isAnonymous: !isNamed && !namedKinds.includes(kind), settings })
			.where(and(isPrepared(room, id)))
			.returning({ id: roomActivities.id });
		return changed.length > 0 ? { ok: true } : refusal(tx, room, id);
	});
}

/** Takes an activity that has not begun out of a room. */
export async function removeActivity(
	db: Database,
	person: Person,
	code: string,
	id: string
): Promise<PreparingResult> {
	return preparing(db, person, code, async (tx, room) => {
		const gone = await tx
			.delete(roomActivities)
			.where(isPrepared(room, id))
			.returning({ id: roomActivities.id });
		return gone.length > 0 ? { ok: true } : refusal(tx, room, id);
	});
}

/** Moves an activity one place earlier or later. */
export async function moveActivity(
	db: Database,
	person: Person,
	code: string,
	id: string,
	way: 'up' | 'down'
): Promise<PreparingResult> {
	return preparing(db, person, code, async (tx, room) => {
		const all = await tx
			.select({ id: roomActivities.id })
			.from(roomActivities)
			.where(eq(roomActivities.roomId, room.id))
			.orderBy(asc(roomActivities.position));
		const order = all.map((one) => one.id);
		const at = order.indexOf(id);
		const to = way === 'up' ? at - 1 : at + 1;
		if (at === -1) return { ok: false, reason: 'not-found' };
		if (to < 0 || to >= order.length) return { ok: true };
		[order[at], order[to]] = [order[to]!, order[at]!];
		for (const [position, one] of order.entries())
			await tx
				.update(roomActivities)
				.set({ position: position + 1 })
				.where(eq(roomActivities.id, one));
		return { ok: true };
	});
}

/** Changes what a room says of itself, and its rules. */
export async function changeRoom(
	db: Database,
	person: Person,
	code: string,
	input: RoomInput
): Promise<PreparingResult> {
	return preparing(db, person, code, async (tx, room) => {
		await tx.update(rooms).set(input).where(eq(rooms.id, room.id));
		return { ok: true };
	});
}

function isPrepared(room: Room, id: string) {
	return and(eq(roomActivities.id, id), eq(roomActivities.roomId, room.id), isNull(roomActivities.openedAt));
}

async function refusal(tx: Database, room: Room, id: string): Promise<PreparingResult> {
	const isIn = and(eq(roomActivities.id, id), eq(roomActivities.roomId, room.id));
	const found = await tx.select({ id: roomActivities.id }).from(roomActivities).where(isIn);
	return { ok: false, reason: found.length > 0 ? 'has-begun' : 'not-found' };
}

async function preparing(
	db: Database,
	person: Person,
	code: string,
	does: (tx: Database, room: Room) => Promise<PreparingResult>
): Promise<PreparingResult> {
	return db.transaction(async (tx): Promise<PreparingResult> => {
		const room = await roomLedBy(tx, person, code);
		if (!room) return { ok: false, reason: 'not-found' };
		await announce(tx, channelOf(room.id));
		return does(tx, room);
	});
}
