import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { assign } from '#platform/assignment.server.ts';
import type { Database } from '#platform/database.server.ts';
import type { Person } from '../people/people.server.ts';
import { editions, sessions, workshopSeats, workshopWishes } from './assembly.tables.ts';
import { mayPrepare } from './editions.server.ts';

export type Slot = {
	id: string;
	title: string;
	day: string;
	starts: string | null;
	workshops: { id: string; title: string; capacity: number | null; rank: number | null }[];
	/** Where this person has a seat; null before seats were given out. */
	seat: { workshopId: string | null; rank: number | null } | null;
};

/** The slots in which one chooses a workshop, with what a person wished for and what they were given. */
export async function slotsFor(db: Database, person: Person, slug: string): Promise<Slot[]> {
	const rows = await db
		.select({ session: sessions, rank: workshopWishes.rank })
		.from(sessions)
		.innerJoin(editions, and(eq(editions.id, sessions.editionId), eq(editions.slug, slug)))
		.leftJoin(
			workshopWishes,
			and(eq(workshopWishes.workshopId, sessions.id), eq(workshopWishes.personId, person.id))
		)
		.orderBy(asc(sessions.day), asc(sessions.position));
	const seats = await db.select().from(workshopSeats).where(eq(workshopSeats.personId, person.id));
	const slots = rows.filter(({ session }) => rows.some((other) => other.session.slotId === session.id));
	return slots.map(({ session: { id, title, day, starts } }) => {
		const seat = seats.find(({ slotId }) => slotId === id);
		const workshops = rows
			.filter(({ session }) => session.slotId === id)
			.map(({ session, rank }) => ({
				id: session.id,
				title: session.title,
				capacity: session.capacity,
				rank
			}));
		return {
			id,
			title,
			day,
			starts,
			workshops,
			seat: seat ? { workshopId: seat.workshopId, rank: seat.rank } : null
		};
	});
}

export type WishResult = { ok: true } | { ok: false; reason: 'not-found' | 'given-out' | 'order' };

/** Says which workshops of a slot one would like, by rank from 1 on; none takes the wishes back. Until seats were given out. */
export async function wishFor(
	db: Database,
	person: Person,
	slotId: string,
	ranks: Map<string, number>
): Promise<WishResult> {
	const order = [...ranks.values()].sort((one, other) => one - other);
	if (order.some((rank, i) => rank !== i + 1)) return { ok: false, reason: 'order' };
	return db.transaction(async (tx): Promise<WishResult> => {
		const [slot] = await tx.select().from(sessions).where(eq(sessions.id, slotId)).for('share');
		if (!slot) return { ok: false, reason: 'not-found' };
		const workshops = await tx.select({ id: sessions.id }).from(sessions).where(eq(sessions.slotId, slotId));
		const ids = workshops.map(({ id }) => id);
		if ([...ranks.keys()].some((id) => !ids.includes(id)) || ids.length === 0)
			return { ok: false, reason: 'not-found' };
		const given = await tx.select().from(workshopSeats).where(eq(workshopSeats.slotId, slotId)).limit(1);
		if (given.length > 0) return { ok: false, reason: 'given-out' };
		await tx
			.delete(workshopWishes)
			.where(and(inArray(workshopWishes.workshopId, ids), eq(workshopWishes.personId, person.id)));
		const wishes = [...ranks].map(([workshopId, rank]) => ({ workshopId, rank, personId: person.id }));
		if (wishes.length > 0) await tx.insert(workshopWishes).values(wishes).onConflictDoNothing();
		return { ok: true };
	});
}

export type GivenOut =
	{ ok: true; seated: number; left: number } | { ok: false; reason: 'forbidden' | 'not-found' };

/**
 * Gives out the seats of a slot: as many people as possible in a workshop that they wished for, then as high in their order as
 * possible all together, never more than there is room for. Exact; who wished first has no advantage. Done again, it begins anew.
 */
export async function giveOutSeats(db: Database, person: Person, slotId: string): Promise<GivenOut> {
	if (!mayPrepare(person)) return { ok: false, reason: 'forbidden' };
	return db.transaction(async (tx): Promise<GivenOut> => {
		const [slot] = await tx.select().from(sessions).where(eq(sessions.id, slotId)).for('update');
		if (!slot) return { ok: false, reason: 'not-found' };
		const workshops = await tx
			.select()
			.from(sessions)
			.where(eq(sessions.slotId, slotId))
			.orderBy(sessions.position);
		const wishes = await tx
			.select({
				personId: workshopWishes.personId,
				workshopId: workshopWishes.workshopId,
				rank: workshopWishes.rank
			})
			.from(workshopWishes)
			.innerJoin(sessions, and(eq(sessions.id, workshopWishes.workshopId), eq(sessions.slotId, slotId)))
			.orderBy(workshopWishes.personId);
		const people = [...new Set(wishes.map(({ personId }) => personId))];
		const rankOf = new Map(
			wishes.map(({ personId, workshopId, rank }) => [`${personId} ${workshopId}`, rank])
		);
		const costs = people.map((one) => workshops.map(({ id }) => costOf(rankOf.get(`${one} ${id}`))));
		const room = workshops.map(({ capacity }) => capacity ?? people.length);
		const given = await assign(costs, room);
		await tx.delete(workshopSeats).where(eq(workshopSeats.slotId, slotId));
		const seats = people.map((personId, i) => {
			const workshopId = given[i] === null ? null : workshops[given[i]!]!.id;
			return { slotId, personId, workshopId, rank: rankOf.get(`${personId} ${workshopId}`) ?? null };
		});
		if (seats.length > 0) await tx.insert(workshopSeats).values(seats);
		const seated = seats.filter(({ workshopId }) => workshopId !== null).length;
		return { ok: true, seated, left: seats.length - seated };
	});
}

/** A second choice costs more than two first ones are worth: as few as possible are far from what they wished for. */
function costOf(rank: number | undefined): number | null {
	return rank === undefined ? null : (rank - 1) ** 2;
}

/** Of each slot, how many wished and how many have a seat, for those who prepare. */
export async function slotsToGiveOut(db: Database, slug: string) {
	const workshops = db
		.select({ id: sessions.id, slotId: sessions.slotId })
		.from(sessions)
		.innerJoin(editions, and(eq(editions.id, sessions.editionId), eq(editions.slug, slug)))
		.where(isNotNull(sessions.slotId))
		.as('workshops');
	return db
		.select({
			id: sessions.id,
			title: sessions.title,
			wishes: sql<number>`count(distinct ${workshopWishes.personId})::int`,
			seats: sql<number>`(select count(*)::int from ${workshopSeats} where slot_id = ${sessions.id})`
		})
		.from(sessions)
		.innerJoin(workshops, eq(workshops.slotId, sessions.id))
		.leftJoin(workshopWishes, eq(workshopWishes.workshopId, workshops.id))
		.groupBy(sessions.id)
		.orderBy(sessions.position);
}
