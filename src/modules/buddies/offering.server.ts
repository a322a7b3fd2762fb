import { and, eq, isNull, or, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import type { HappenedEvent } from '#platform/events/events.server.ts';
import { audienceOf } from '../allies/audience.server.ts';
import { holdAsMember, isOutside } from '../communities/visible.server.ts';
import type { Person } from '../people/people.server.ts';
import type { NewcomerInput, VeteranInput } from './buddies.input.ts';
import { buddyOffers, buddyPairs } from './buddies.tables.ts';

export type OfferResult = { ok: true } | { ok: false; reason: 'not-found' | 'closed' | 'not-an-ally' };

/** The address of a group, or null for the alliance as a whole. */
export type PlaceSlug = string | null;

/** Is ready to go along with newcomers, from now on; said again, it replaces what was said. In the alliance, allies are. */
export async function offerAsVeteran(
	db: Database,
	person: Person,
	slug: PlaceSlug,
	input: VeteranInput
): Promise<OfferResult> {
	return db.transaction(async (tx): Promise<OfferResult> => {
		const place = await holdPlace(tx, person, slug);
		if (!place.ok) return place;
		if (slug === null && (await audienceOf(tx, person)) !== 'allies')
			return { ok: false, reason: 'not-an-ally' };
		await write(tx, person, place.groupId, { side: 'veteran', ...input });
		return { ok: true };
	});
}

/** Asks for somebody to go along with; said again, it replaces what was said. */
export async function askAsNewcomer(
	db: Database,
	person: Person,
	slug: PlaceSlug,
	input: NewcomerInput
): Promise<OfferResult> {
	return db.transaction(async (tx): Promise<OfferResult> => {
		const place = await holdPlace(tx, person, slug);
		if (!place.ok) return place;
		await write(tx, person, place.groupId, { side: 'newcomer', atOnce: 1, ...input });
		return { ok: true };
	});
}

/** No longer is ready, or asks. Who goes along with somebody still does. */
export async function withdrawOffer(db: Database, person: Person, slug: PlaceSlug): Promise<OfferResult> {
	return db.transaction(async (tx): Promise<OfferResult> => {
		const place = await holdPlace(tx, person, slug);
		if (!place.ok && place.reason === 'not-found') return place;
		const groupId = place.ok ? place.groupId : place.groupIdOfClosed;
		await tx
			.update(buddyOffers)
			.set({ endedAt: sql`now()` })
			.where(openAt(groupId, person.id));
		return { ok: true };
	});
}

type Place =
	| { ok: true; groupId: string | null }
	| { ok: false; reason: 'not-found' }
	| { ok: false; reason: 'closed'; groupIdOfClosed: string };

/** Where somebody may go along with others: the alliance, or a group of which they are a member. */
async function holdPlace(tx: Database, person: Person, slug: PlaceSlug): Promise<Place> {
	if (slug === null) return { ok: true, groupId: null };
	const held = await holdAsMember(tx, person, slug);
	if (!held) return { ok: false, reason: 'not-found' };
	const { id, closedAt } = held.group;
	return closedAt ? { ok: false, reason: 'closed', groupIdOfClosed: id } : { ok: true, groupId: id };
}

type Written = Pick<typeof buddyOffers.$inferInsert, 'side' | 'atOnce' | 'languages' | 'purpose'>;

async function write(tx: Database, { id: personId }: Person, groupId: string | null, written: Written) {
	const changed = await tx
		.update(buddyOffers)
		.set(written)
		.where(openAt(groupId, personId))
		.returning({ id: buddyOffers.id });
	if (changed.length === 0)
		await tx
			.insert(buddyOffers)
			.values({ id: uuidv7(), personId, groupId, ...written })
			.onConflictDoNothing();
}

/** What somebody offers or asks at a place now. */
export function openAt(groupId: string | null, personId?: string) {
	return and(
		groupId === null ? isNull(buddyOffers.groupId) : eq(buddyOffers.groupId, groupId),
		personId === undefined ? undefined : eq(buddyOffers.personId, personId),
		isNull(buddyOffers.endedAt)
	);
}

/** Who leaves a group no longer offers nor asks there, and their pairs of that group end. */
export async function leaveBuddies(
	tx: Database,
	{ details }: HappenedEvent<'communities.left'>
): Promise<void> {
	const { groupId } = details;
	await tx
		.update(buddyOffers)
		.set({ endedAt: sql`now()` })
		.where(and(openAt(groupId), isOutside(groupId, buddyOffers.personId)));
	await tx
		.update(buddyPairs)
		.set({ endedAt: sql`now()`, ending: 'left' })
		.where(
			and(
				eq(buddyPairs.groupId, groupId),
				or(isOutside(groupId, buddyPairs.veteranId), isOutside(groupId, buddyPairs.newcomerId)),
				isNull(buddyPairs.endedAt)
			)
		);
}
