import { eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import type { Person } from '../people/people.server.ts';
import type { UnclearPlace } from '../territories/place-written.server.ts';
import type { GatheringInput } from './agenda.input.ts';
import { gatheringCancellations, gatherings } from './agenda.tables.ts';
import { columnsOf, freeSlug } from './gathering-columns.server.ts';
import type { Scope } from './rhythms.ts';
import { openSeries, writeAhead } from './series.server.ts';
import { changeFollowing, endFollowing } from './series-changing.server.ts';
import { groupToMeet } from './sessions.server.ts';
import { seatsChanged, seatsTooMany } from './seats-changing.server.ts';

export type PlanResult =
	| { ok: true; slug: string }
	| { ok: false; reason: 'forbidden' | 'not-found' | 'cancelled' }
	| { ok: false; reason: 'too-few-seats'; held: number }
	| UnclearPlace;

/**
 * Plans a gathering, or a series of them, which whoever plans it hosts. Facilitators and administrators do, and the keepers of
 * a group plan its sessions.
 */
export async function planGathering(
	db: Database,
	person: Person,
	input: GatheringInput
): Promise<PlanResult> {
	return db.transaction(async (tx): Promise<PlanResult> => {
		const group = input.group ? await groupToMeet(tx, person, input.group) : null;
		if (group === undefined || (!group && !mayPlan(person))) return { ok: false, reason: 'forbidden' };
		const groupId = group?.id ?? null;
		const written = await columnsOf(tx, input, groupId);
		if (!written.ok) return written;
		const id = uuidv7();
		const slug = await freeSlug(tx, input);
		const placed = await openSeries(tx, input);
		await tx
			.insert(gatherings)
			.values({ id, slug, hostId: person.id, groupId, ...written.columns, ...placed });
		await recordEvent(tx, { name: 'agenda.planned', actorId: person.id, details: { gatheringId: id } });
		if (placed) await writeAhead(tx, placed.seriesId, person.id);
		return { ok: true, slug };
	});
}

/**
 * Changes a gathering that was not cancelled, perhaps with those that follow. Its host and facilitators do; addresses stay.
 * Nobody who has a seat loses it: there are never fewer seats than people who have one, and more seats go to those who wait.
 */
export async function changeGathering(
	db: Database,
	person: Person,
	slug: string,
	input: GatheringInput
): Promise<PlanResult> {
	return db.transaction(async (tx): Promise<PlanResult> => {
		const held = await holdGathering(tx, person, slug);
		if (!held.ok) return held;
		const written = await columnsOf(tx, input, held.gathering.groupId);
		if (!written.ok) return written;
		if (input.applies === 'following' && held.gathering.seriesId) {
			const seated = await changeFollowing(tx, person, held.gathering, input, written.columns);
			return seated ? { ok: false, reason: 'too-few-seats', held: seated } : { ok: true, slug };
		}
		const { id, startsAt, endsAt } = held.gathering;
		const tooMany = await seatsTooMany(tx, id, input.capacity);
		if (tooMany) return { ok: false, reason: 'too-few-seats', held: tooMany };
		await tx
			.update(gatherings)
			.set({ ...written.columns, changedAt: sql`clock_timestamp()` })
			.where(eq(gatherings.id, id));
		const isMoved = +startsAt !== +input.startsAt || +endsAt !== +input.endsAt;
		await seatsChanged(tx, id, isMoved);
		const details = { gatheringId: id, isMoved };
		await recordEvent(tx, { name: 'agenda.changed', actorId: person.id, details });
		return { ok: true, slug };
	});
}

/** Says that a gathering, perhaps with those that follow, will not take place, and why; its page stays and says so. */
export async function cancelGathering(
	db: Database,
	person: Person,
	slug: string,
	{ reason, applies = 'this' }: { reason: string; applies?: Scope }
): Promise<PlanResult> {
	return db.transaction(async (tx): Promise<PlanResult> => {
		const held = await holdGathering(tx, person, slug);
		if (!held.ok) return held;
		if (applies === 'following' && held.gathering.seriesId) {
			await endFollowing(tx, person, held.gathering, reason);
			return { ok: true, slug };
		}
		const { id } = held.gathering;
		await tx.insert(gatheringCancellations).values({ gatheringId: id, reason, cancelledBy: person.id });
		await recordEvent(tx, { name: 'agenda.cancelled', actorId: person.id, details: { gatheringId: id } });
		return { ok: true, slug };
	});
}

/** Whether a person plans gatherings of the alliance. */
export function mayPlan(person: Person | null): boolean {
	return Boolean(person && (person.isFacilitator || person.isAdministrator));
}

type Run = Pick<typeof gatherings.$inferSelect, 'hostId' | 'audience'>;

/** Whether a person runs this gathering: its host or, unless it is inside a group, a facilitator or an administrator. */
export function mayRun(person: Person | null, { hostId, audience }: Run): boolean {
	return person !== null && (person.id === hostId || (mayPlan(person) && audience !== 'group'));
}

type Held =
	| { ok: true; gathering: typeof gatherings.$inferSelect }
	| { ok: false; reason: 'forbidden' | 'not-found' | 'cancelled' };

/** The gathering that a person may change, held until the end of the transaction. */
export async function holdGathering(tx: Database, person: Person, slug: string): Promise<Held> {
	const [gathering] = await tx
		.select()
		.from(gatherings)
		.where(eq(gatherings.slug, slug.slice(0, 200)))
		.for('update');
	if (!gathering) return { ok: false, reason: 'not-found' };
	if (!mayRun(person, gathering)) return { ok: false, reason: 'forbidden' };
	const isCancelled = await tx.$count(
		gatheringCancellations,
		eq(gatheringCancellations.gatheringId, gathering.id)
	);
	return isCancelled ? { ok: false, reason: 'cancelled' } : { ok: true, gathering };
}
