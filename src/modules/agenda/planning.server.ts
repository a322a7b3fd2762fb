import { eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import { slugOf } from '#platform/slug.ts';
import type { Person } from '../people/people.server.ts';
import { placeWritten, type UnclearPlace } from '../territories/place-written.server.ts';
import type { GatheringInput } from './agenda.input.ts';
import { gatheringCancellations, gatherings } from './agenda.tables.ts';
import { localOf } from './moments.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'agenda.planned': { gatheringId: string };
		'agenda.changed': { gatheringId: string; isMoved: boolean };
		'agenda.cancelled': { gatheringId: string };
	}
}

export type PlanResult =
	{ ok: true; slug: string } | { ok: false; reason: 'forbidden' | 'not-found' | 'cancelled' } | UnclearPlace;

/** Plans a gathering, which whoever plans it hosts. Facilitators and administrators do. */
export async function planGathering(
	db: Database,
	person: Person,
	input: GatheringInput
): Promise<PlanResult> {
	if (!mayPlan(person)) return { ok: false, reason: 'forbidden' };
	return db.transaction(async (tx): Promise<PlanResult> => {
		const written = await columnsOf(tx, input);
		if (!written.ok) return written;
		const id = uuidv7();
		const slug = await freeSlug(tx, input);
		await tx.insert(gatherings).values({ id, slug, hostId: person.id, ...written.columns });
		await recordEvent(tx, { name: 'agenda.planned', actorId: person.id, details: { gatheringId: id } });
		return { ok: true, slug };
	});
}

/** Changes a gathering that was not cancelled. Its host and facilitators do; its address stays. */
export async function changeGathering(
	db: Database,
	person: Person,
	slug: string,
	input: GatheringInput
): Promise<PlanResult> {
	return db.transaction(async (tx): Promise<PlanResult> => {
		const held = await holdGathering(tx, person, slug);
		if (!held.ok) return held;
		const written = await columnsOf(tx, input);
		if (!written.ok) return written;
		const { id, startsAt, endsAt } = held.gathering;
		await tx
			.update(gatherings)
			.set({ ...written.columns, changedAt: sql`now()` })
			.where(eq(gatherings.id, id));
		const isMoved = +startsAt !== +input.startsAt || +endsAt !== +input.endsAt;
		const details = { gatheringId: id, isMoved };
		await recordEvent(tx, { name: 'agenda.changed', actorId: person.id, details });
		return { ok: true, slug };
	});
}

/** Says that a gathering will not take place, and why; its page stays and says so. */
export async function cancelGathering(
	db: Database,
	person: Person,
	slug: string,
	reason: string
): Promise<PlanResult> {
	return db.transaction(async (tx): Promise<PlanResult> => {
		const held = await holdGathering(tx, person, slug);
		if (!held.ok) return held;
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

/** Whether a person runs this gathering: its host, a facilitator or an administrator. */
export function mayRun(person: Person | null, { hostId }: { hostId: string | null }): boolean {
	return person !== null && (mayPlan(person) || person.id === hostId);
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

async function columnsOf(tx: Database, input: GatheringInput) {
	const read = await placeWritten(tx, input);
	if (!read.ok) return read;
	const { title, summary, kind, way, startsAt, endsAt, timeZone, language, audience } = input;
	const { address, venueAccess, travel, link, registrationUntil, capacity, asks } = input;
	return {
		ok: true as const,
		columns: {
			...{
				title,
				summary,
				text: input.text ?? '',
				kind,
				way,
				startsAt,
				endsAt,
				timeZone,
				language,
				audience
			},
			...{ address, venueAccess, travel, link, registrationUntil, capacity, asks },
			...read.columns
		}
	};
}

/** The address of a gathering: its title and its day, with a number when both are taken. */
export async function freeSlug(
	tx: Database,
	{ title, startsAt, timeZone }: Pick<GatheringInput, 'title' | 'startsAt' | 'timeZone'>
): Promise<string> {
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('addresses of gatherings', 0))`);
	const base = `${slugOf(title) || 'rencontre'}-${localOf(startsAt, timeZone).day}`;
	const { rows } = await tx.execute<{ slug: string }>(
		sql`select slug from gatherings where slug = ${base} or slug like ${`${base}-%`}`
	);
	const taken = new Set(rows.map(({ slug }) => slug));
	let slug = base;
	for (let number = 2; taken.has(slug); number += 1) slug = `${base}-${number}`;
	return slug;
}
