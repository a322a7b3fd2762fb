import { and, eq, isNull, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { holdKept } from '../communities/keeping.server.ts';
import { notify } from '../notifications/notifying.server.ts';
import { groups } from '../people/groups.tables.ts';
import type { Person } from '../people/people.server.ts';
import { buddyOffers, buddyPairs } from './buddies.tables.ts';
import { openAt, type PlaceSlug } from './offering.server.ts';
import { pairUp } from './pairing.ts';
import { sharedAmong } from './shared.server.ts';

export type PairingResult =
	{ ok: true; pairs: number } | { ok: false; reason: 'forbidden' | 'not-found' | 'closed' };

/** At most so many newcomers at once, those who asked first: the others wait for the next day. */
const mostNewcomers = 60;

/** Proposes pairs now: who facilitates the alliance does for it, who keeps a group does there. */
export async function pairNow(db: Database, person: Person, slug: PlaceSlug): Promise<PairingResult> {
	return db.transaction(async (tx): Promise<PairingResult> => {
		if (slug === null) {
			if (!person.isFacilitator && !person.isAdministrator) return { ok: false, reason: 'forbidden' };
			return { ok: true, pairs: await pairAt(tx, null) };
		}
		const held = await holdKept(tx, person, slug);
		return held.ok ? { ok: true, pairs: await pairAt(tx, held.group.id) } : held;
	});
}

/** Every day: proposes pairs wherever a newcomer waits. */
export async function pairEverywhere(db: Database): Promise<void> {
	const places = await db
		.selectDistinct({ groupId: buddyOffers.groupId })
		.from(buddyOffers)
		.leftJoin(groups, eq(groups.id, buddyOffers.groupId))
		.where(and(eq(buddyOffers.side, 'newcomer'), isNull(buddyOffers.endedAt), isNull(groups.closedAt)));
	for (const { groupId } of places) await db.transaction((tx) => pairAt(tx, groupId));
}

/** Proposes pairs at a place, one at a time, and tells both. */
async function pairAt(tx: Database, groupId: string | null): Promise<number> {
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`buddies ${groupId ?? 'all'}`}, 0))`);
	const offers = await offersAt(tx, groupId);
	const veterans = offers.filter(({ side, load, atOnce }) => side === 'veteran' && load < atOnce);
	const newcomers = offers
		.filter(({ side, load }) => side === 'newcomer' && load === 0)
		.slice(0, mostNewcomers);
	if (veterans.length === 0 || newcomers.length === 0) return 0;
	const byId = new Map(offers.map((offer) => [offer.id, offer]));
	const shared = await sharedAmong(
		tx,
		[...veterans, ...newcomers].map(({ id }) => id)
	);
	const known = await pairsKnown(
		tx,
		newcomers.map(({ id }) => id)
	);
	const pairs = await pairUp(
		veterans,
		newcomers.map(({ id }) => id),
		(veteran, newcomer) =>
			known.has(keyOf(veteran, newcomer))
				? null
				: shared({ veteran: byId.get(veteran)!, newcomer: byId.get(newcomer)! })
	);
	const place = groupId && (await tx.select().from(groups).where(eq(groups.id, groupId)))[0];
	for (const { veteran, newcomer } of pairs) {
		const [one, other] = [byId.get(veteran)!, byId.get(newcomer)!];
		await propose(tx, groupId, place ? place.name : null, one, other);
	}
	return pairs.length;
}

type Offer = Awaited<ReturnType<typeof offersAt>>[number];

async function propose(tx: Database, groupId: string | null, group: string | null, one: Offer, other: Offer) {
	const id = uuidv7();
	const languages = one.languages.filter((language) => other.languages.includes(language));
	const two = { veteranId: one.id, newcomerId: other.id };
	const proposed = await tx
		.insert(buddyPairs)
		.values({ id, groupId, ...two, languages, purpose: other.purpose })
		.onConflictDoNothing()
		.returning({ id: buddyPairs.id });
	// They were proposed to each other elsewhere in the same moment.
	if (proposed.length === 0) return;
	await notify(tx, {
		kind: 'buddies.proposed',
		to: [one.id, other.id],
		by: null,
		about: `buddies.pair:${id}`,
		path: `/binomes/${id}`,
		details: { pairId: id, group }
	});
}

/** Everybody who offers or asks at a place, who did first before the others, with how many they go along with there. */
async function offersAt(tx: Database, groupId: string | null) {
	const load = sql<number>`(select count(*)::int from ${buddyPairs} where ${buddyPairs.endedAt} is null
		and ${buddyPairs.groupId} is not distinct from ${buddyOffers.groupId}
		and ${buddyOffers.personId} = case ${buddyOffers.side} when 'veteran' then ${buddyPairs.veteranId} else ${buddyPairs.newcomerId} end)`;
	return tx
		.select({
			id: buddyOffers.personId,
			side: buddyOffers.side,
			languages: buddyOffers.languages,
			purpose: buddyOffers.purpose,
			atOnce: buddyOffers.atOnce,
			load
		})
		.from(buddyOffers)
		.where(openAt(groupId))
		.orderBy(buddyOffers.offeredAt, buddyOffers.id);
}

/** Who was proposed to whom before, anywhere: it is not done again. */
async function pairsKnown(tx: Database, newcomerIds: string[]): Promise<Set<string>> {
	const ids = sql`${sql.param(newcomerIds)}::uuid[]`;
	const found = await tx
		.select({ one: buddyPairs.veteranId, other: buddyPairs.newcomerId })
		.from(buddyPairs)
		.where(sql`${buddyPairs.veteranId} = any(${ids}) or ${buddyPairs.newcomerId} = any(${ids})`);
	return new Set(found.map(({ one, other }) => keyOf(one, other)));
}

function keyOf(one: string, other: string): string {
	return [one, other].sort().join(' ');
}
