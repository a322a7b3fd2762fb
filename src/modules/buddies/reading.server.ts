import { and, desc, eq, or, sql } from 'drizzle-orm';
import { validate as isUuid } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { findGroup } from '../communities/visible.server.ts';
import { groups } from '../people/groups.tables.ts';
import type { Person } from '../people/people.server.ts';
import { persons } from '../people/people.tables.ts';
import { skillsNamed } from '../skills/skills.server.ts';
import { buddyAnswers, buddyOffers, buddyPairs } from './buddies.tables.ts';
import type { BuddySide } from './buddy-names.ts';
import { openAt, type PlaceSlug } from './offering.server.ts';
import type { Shared } from './pairing-facts.ts';
import { sharedAmong } from './shared.server.ts';

/** What a person offers or asks at a place, their pairs there, and how many wait; undefined for a group of which they are no member. */
export async function buddiesToRead(db: Database, person: Person, slug: PlaceSlug) {
	const seen = slug === null ? null : await findGroup(db, { reader: 'public', person }, slug);
	if (slug !== null && !seen?.role) return undefined;
	const groupId = seen?.group.id ?? null;
	const [offer] = await db
		.select({
			side: buddyOffers.side,
			purpose: buddyOffers.purpose,
			languages: buddyOffers.languages,
			atOnce: buddyOffers.atOnce
		})
		.from(buddyOffers)
		.where(openAt(groupId, person.id));
	const mayPair = seen
		? seen.role === 'keeper' && !seen.group.closedAt
		: person.isFacilitator || person.isAdministrator;
	return {
		group: seen && {
			slug: seen.group.slug,
			name: seen.group.name,
			closedAt: seen.group.closedAt,
			hasKit: seen.group.kit !== ''
		},
		offer: offer ?? null,
		pairs: await pairsOf(db, person, sql`${buddyPairs.groupId} is not distinct from ${groupId}`),
		mayPair,
		waiting: mayPair ? await waitingAt(db, groupId) : null
	};
}

/** A pair as one of the two reads it; undefined for everybody else. */
export async function pairToRead(db: Database, person: Person, id: string) {
	if (!isUuid(id)) return undefined;
	const [pair] = await pairsOf(db, person, eq(buddyPairs.id, id));
	return pair;
}
export type PairRead = NonNullable<Awaited<ReturnType<typeof pairToRead>>>;

async function waitingAt(db: Database, groupId: string | null) {
	const count = (side: BuddySide) => db.$count(buddyOffers, and(openAt(groupId), eq(buddyOffers.side, side)));
	return { veterans: await count('veteran'), newcomers: await count('newcomer') };
}

/** The pairs in which a person is, the latest first. How to reach the other is told while both agree, and never before. */
async function pairsOf(db: Database, person: Person, where: ReturnType<typeof sql>) {
	const isTheirs = or(eq(buddyPairs.veteranId, person.id), eq(buddyPairs.newcomerId, person.id));
	const rows = await db
		.select({
			pair: buddyPairs,
			name: persons.name,
			email: persons.email,
			group: groups.name,
			answer: buddyAnswers.answer
		})
		.from(buddyPairs)
		.innerJoin(
			persons,
			sql`${persons.id} = case ${buddyPairs.veteranId} when ${person.id} then ${buddyPairs.newcomerId} else ${buddyPairs.veteranId} end`
		)
		.leftJoin(groups, eq(groups.id, buddyPairs.groupId))
		.leftJoin(buddyAnswers, and(eq(buddyAnswers.pairId, buddyPairs.id), eq(buddyAnswers.personId, person.id)))
		.where(and(isTheirs, where))
		.orderBy(desc(buddyPairs.proposedAt), desc(buddyPairs.id))
		.limit(30);
	const shared = await sharedAmong(
		db,
		rows.flatMap(({ pair }) => [pair.veteranId, pair.newcomerId])
	);
	const facts = rows.map(({ pair: { veteranId, newcomerId, languages } }) =>
		shared({ veteran: { id: veteranId, languages }, newcomer: { id: newcomerId, languages } })
	);
	const named = await skillsNamed(
		db,
		facts.flatMap(({ needed, common }) => [...needed, ...common])
	);
	return rows.map((row, index) => viewOf(person, row, facts[index]!, (id) => named.get(id)?.name ?? []));
}

type Row = {
	pair: typeof buddyPairs.$inferSelect;
	name: string;
	email: string | null;
	group: string | null;
	answer: (typeof buddyAnswers.$inferSelect)['answer'] | null;
};

function viewOf(person: Person, row: Row, shared: Shared, nameOf: (id: string) => string | never[]) {
	const { pair, name, email, group, answer } = row;
	const side: BuddySide = pair.veteranId === person.id ? 'veteran' : 'newcomer';
	const mine = side === 'veteran' ? pair.veteranAgreedAt : pair.newcomerAgreedAt;
	const isAgreed = Boolean(pair.veteranAgreedAt && pair.newcomerAgreedAt);
	const isOpen = pair.endedAt === null;
	return {
		id: pair.id,
		side,
		name,
		group,
		purpose: pair.purpose,
		proposedAt: pair.proposedAt,
		standing: standingOf(isOpen, isAgreed, mine !== null),
		email: isOpen && isAgreed ? email : null,
		isAsked: isOpen && pair.askedAt !== null,
		answer,
		word: pair.word && pair.wordBy !== person.id ? pair.word : null,
		shared: {
			...shared,
			needed: shared.needed.flatMap(nameOf),
			common: shared.common.flatMap(nameOf)
		}
	};
}

function standingOf(isOpen: boolean, isAgreed: boolean, didAgree: boolean) {
	if (!isOpen) return isAgreed ? ('finished' as const) : ('not-this-time' as const);
	if (isAgreed) return 'agreed' as const;
	return didAgree ? ('waiting' as const) : ('proposed' as const);
}
