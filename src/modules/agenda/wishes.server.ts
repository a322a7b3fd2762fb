import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import type { Person } from '../people/people.server.ts';
import { gatheringCancellations, gatherings } from './agenda.tables.ts';
import { attendances } from './registrations.tables.ts';
import type { WishInput } from './wishes.input.ts';
import { namedThere, wishes } from './wishes.tables.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		/** Somebody would like to go on with somebody else. */
		'agenda.wished': { wishId: string };
		/** Both would. */
		'agenda.wishes-met': { wishId: string };
	}
}

export type WishResult = { ok: true } | { ok: false; reason: 'not-found' | 'nobody' };

/** Agrees that those who were at a gathering read one's name, as one of them; without it one neither wishes nor is wished for. */
export async function agreeToBeNamed(db: Database, person: Person, slug: string): Promise<boolean> {
	const gatheringId = await attendedBy(db, person, slug);
	if (!gatheringId) return false;
	await db.insert(namedThere).values({ gatheringId, personId: person.id }).onConflictDoNothing();
	return true;
}

/** No longer agrees: one's name and what waits for an answer are gone; who is in touch already stays so. */
export async function leaveNamed(db: Database, person: Person, slug: string): Promise<boolean> {
	return db.transaction(async (tx) => {
		const gatheringId = await attendedBy(tx, person, slug);
		if (!gatheringId) return false;
		const isTheirs = or(eq(wishes.fromId, person.id), eq(wishes.toId, person.id));
		await tx
			.delete(namedThere)
			.where(and(eq(namedThere.gatheringId, gatheringId), eq(namedThere.personId, person.id)));
		await tx.delete(wishes).where(and(eq(wishes.gatheringId, gatheringId), isTheirs, isNull(wishes.metAt)));
		return true;
	});
}

/** Says with whom of those who were there one would like to go on, and about what. Said again, it replaces what one said. */
export async function makeWish(
	db: Database,
	person: Person,
	slug: string,
	{ with: toId, about }: WishInput
): Promise<WishResult> {
	return db.transaction(async (tx): Promise<WishResult> => {
		const gatheringId = await attendedBy(tx, person, slug);
		if (!gatheringId) return { ok: false, reason: 'not-found' };
		if (!(await holdTwo(tx, gatheringId, person.id, toId))) return { ok: false, reason: 'nobody' };
		const row = { id: uuidv7(), gatheringId, fromId: person.id, toId, about };
		const [made] = await tx
			.insert(wishes)
			.values(row)
			.onConflictDoUpdate({ target: [wishes.gatheringId, wishes.fromId, wishes.toId], set: { about } })
			.returning({ id: wishes.id, metAt: wishes.metAt });
		if (made!.metAt || made!.id !== row.id) return { ok: true };
		const isTheirsToo = await tx.$count(wishes, isFromTo(gatheringId, toId, person.id));
		if (isTheirsToo) await meet(tx, person, gatheringId, toId, made!.id);
		else await record(tx, 'agenda.wished', person, made!.id);
		return { ok: true };
	});
}

/** Accepts what somebody wishes with oneself: each is told how to reach the other. */
export async function acceptWish(
	db: Database,
	person: Person,
	slug: string,
	wishId: string
): Promise<WishResult> {
	return db.transaction(async (tx): Promise<WishResult> => {
		const gatheringId = await attendedBy(tx, person, slug);
		if (!gatheringId) return { ok: false, reason: 'not-found' };
		const isIt = and(eq(wishes.id, wishId), eq(wishes.gatheringId, gatheringId), eq(wishes.toId, person.id));
		const [wish] = await tx.select().from(wishes).where(isIt);
		if (!wish || !(await holdTwo(tx, gatheringId, wish.fromId, person.id)))
			return { ok: false, reason: 'nobody' };
		const [again] = await tx.select({ metAt: wishes.metAt }).from(wishes).where(isIt);
		if (again && !again.metAt) await meet(tx, person, gatheringId, wish.fromId, wishId);
		return again ? { ok: true } : { ok: false, reason: 'nobody' };
	});
}

/** Takes back what one wished, as long as nobody answered. */
export async function takeBackWish(
	db: Database,
	person: Person,
	slug: string,
	wishId: string
): Promise<boolean> {
	const gatheringId = await attendedBy(db, person, slug);
	if (!gatheringId) return false;
	const isTheirs = and(eq(wishes.gatheringId, gatheringId), eq(wishes.fromId, person.id));
	await db.delete(wishes).where(and(eq(wishes.id, wishId), isTheirs, isNull(wishes.metAt)));
	return true;
}

async function meet(
	tx: Database,
	person: Person,
	gatheringId: string,
	otherId: string,
	wishId: string
): Promise<void> {
	await tx
		.update(wishes)
		.set({ metAt: sql`clock_timestamp()` })
		.where(or(isFromTo(gatheringId, person.id, otherId), isFromTo(gatheringId, otherId, person.id)));
	await record(tx, 'agenda.wishes-met', person, wishId);
}

function record(tx: Database, name: 'agenda.wished' | 'agenda.wishes-met', { id }: Person, wishId: string) {
	return recordEvent(tx, { name, actorId: id, details: { wishId } });
}

function isFromTo(gatheringId: string, fromId: string, toId: string) {
	return and(eq(wishes.gatheringId, gatheringId), eq(wishes.fromId, fromId), eq(wishes.toId, toId))!;
}

/** Whether two are both named and were there; nobody else answers for either of them until the transaction ends. */
async function holdTwo(tx: Database, gatheringId: string, one: string, other: string): Promise<boolean> {
	if (one === other) return false;
	const held = await tx
		.select({ id: namedThere.personId })
		.from(namedThere)
		.where(and(eq(namedThere.gatheringId, gatheringId), inArray(namedThere.personId, [one, other]), wasThere))
		.orderBy(namedThere.personId)
		.for('update');
	return held.length === 2;
}

/** Whose presence was struck off is named no more. */
export const wasThere = sql`exists (select from ${attendances}
	where ${attendances.gatheringId} = ${namedThere.gatheringId} and ${attendances.personId} = ${namedThere.personId})`;

/** The gathering at which a person was noted, once it has begun. */
export async function attendedBy(db: Database, person: Person, slug: string): Promise<string | undefined> {
	const [found] = await db
		.select({ id: gatherings.id })
		.from(gatherings)
		.innerJoin(attendances, eq(attendances.gatheringId, gatherings.id))
		.leftJoin(gatheringCancellations, eq(gatheringCancellations.gatheringId, gatherings.id))
		.where(
			and(
				eq(gatherings.slug, slug.slice(0, 200)),
				eq(attendances.personId, person.id),
				isNull(gatheringCancellations.gatheringId),
				sql`${gatherings.startsAt} <= now()`
			)
		);
	return found?.id;
}
