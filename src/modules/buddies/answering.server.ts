import { and, eq, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { notify } from '../notifications/notifying.server.ts';
import type { Person } from '../people/people.server.ts';
import { buddyAnswers, buddyOffers, buddyPairs } from './buddies.tables.ts';
import type { BuddySide, HowItGoes } from './buddy-names.ts';

export type AnswerResult = { ok: true } | { ok: false; reason: 'not-found' | 'over' | 'not-agreed' };

/** Unanswered for so many days, a proposal ends by itself. */
const daysToAnswer = 21;
const daysBeforeAsking = 30;
const atOnce = 100;

type Pair = typeof buddyPairs.$inferSelect;

/** Agrees to go along together. Once both did, each sees how to reach the other. */
export async function agree(db: Database, person: Person, id: string): Promise<AnswerResult> {
	return db.transaction(async (tx): Promise<AnswerResult> => {
		const held = await holdPair(tx, person, id);
		if (!held.ok) return held;
		const { pair, side } = held;
		const agreedAt = side === 'veteran' ? 'veteranAgreedAt' : 'newcomerAgreedAt';
		if (pair[agreedAt]) return { ok: true };
		await tx
			.update(buddyPairs)
			.set({ [agreedAt]: sql`now()` })
			.where(eq(buddyPairs.id, id));
		if (!(side === 'veteran' ? pair.newcomerAgreedAt : pair.veteranAgreedAt)) return { ok: true };
		const isAsked = and(
			eq(buddyOffers.personId, pair.newcomerId),
			sql`${buddyOffers.groupId} is not distinct from ${pair.groupId}`,
			isNull(buddyOffers.endedAt),
			eq(buddyOffers.side, 'newcomer')
		);
		await tx
			.update(buddyOffers)
			.set({ endedAt: sql`now()` })
			.where(isAsked);
		await tell(tx, pair, 'buddies.agreed', [pair.veteranId, pair.newcomerId], person.id);
		return { ok: true };
	});
}

/** Declines: the two are not proposed to each other again, and the other reads that it is not this time. */
export async function decline(db: Database, person: Person, id: string): Promise<AnswerResult> {
	return db.transaction(async (tx): Promise<AnswerResult> => {
		const held = await holdPair(tx, person, id);
		if (!held.ok) return held;
		if (isAgreed(held.pair)) return { ok: false, reason: 'over' };
		await end(tx, held.pair, 'declined');
		return { ok: true };
	});
}

/** Ends what both agreed to, with a word for the other. */
export async function finish(
	db: Database,
	person: Person,
	id: string,
	word: string | null
): Promise<AnswerResult> {
	return db.transaction(async (tx): Promise<AnswerResult> => {
		const held = await holdPair(tx, person, id);
		if (!held.ok) return held;
		const { pair } = held;
		if (!isAgreed(pair)) return { ok: false, reason: 'not-agreed' };
		const ended = { endedAt: sql`now()`, ending: 'finished' as const, word, wordBy: person.id };
		await tx.update(buddyPairs).set(ended).where(eq(buddyPairs.id, id));
		await tell(tx, pair, 'buddies.finished', [pair.veteranId, pair.newcomerId], person.id);
		return { ok: true };
	});
}

/** Says how it goes; said again, the latest answer stands. */
export async function sayHowItGoes(
	db: Database,
	person: Person,
	pairId: string,
	answer: HowItGoes
): Promise<AnswerResult> {
	return db.transaction(async (tx): Promise<AnswerResult> => {
		const held = await holdPair(tx, person, pairId);
		if (!held.ok) return held;
		if (!isAgreed(held.pair)) return { ok: false, reason: 'not-agreed' };
		await tx
			.insert(buddyAnswers)
			.values({ pairId, personId: person.id, answer })
			.onConflictDoUpdate({
				target: [buddyAnswers.pairId, buddyAnswers.personId],
				set: { answer, saidAt: sql`now()` }
			});
		return { ok: true };
	});
}

/** Every day: ends what nobody answered for three weeks, and asks those who have gone along for a month how it goes, once. */
export async function followBuddies(db: Database): Promise<void> {
	while ((await followSome(db)) === atOnce);
}

async function followSome(db: Database): Promise<number> {
	return db.transaction(async (tx) => {
		const isSilent = and(
			isUnagreed,
			sql`${buddyPairs.proposedAt} < now() - make_interval(days => ${daysToAnswer})`
		);
		const isDue = and(
			isNotNull(buddyPairs.veteranAgreedAt),
			isNotNull(buddyPairs.newcomerAgreedAt),
			isNull(buddyPairs.askedAt),
			sql`greatest(${buddyPairs.veteranAgreedAt}, ${buddyPairs.newcomerAgreedAt}) < now() - make_interval(days => ${daysBeforeAsking})`
		);
		const due = await tx
			.select()
			.from(buddyPairs)
			.where(and(isNull(buddyPairs.endedAt), or(isSilent, isDue)))
			.limit(atOnce)
			.for('update', { skipLocked: true });
		for (const pair of due) await (isAgreed(pair) ? askHowItGoes(tx, pair) : end(tx, pair, 'unanswered'));
		return due.length;
	});
}

const isUnagreed = or(isNull(buddyPairs.veteranAgreedAt), isNull(buddyPairs.newcomerAgreedAt));

async function askHowItGoes(tx: Database, pair: Pair): Promise<void> {
	await tx
		.update(buddyPairs)
		.set({ askedAt: sql`now()` })
		.where(eq(buddyPairs.id, pair.id));
	await tell(tx, pair, 'buddies.asked', [pair.veteranId, pair.newcomerId], null);
}

/** Ends a proposal. Who had agreed to it is told, in the same words whether it was declined or left without an answer. */
async function end(tx: Database, pair: Pair, ending: 'declined' | 'unanswered'): Promise<void> {
	await tx
		.update(buddyPairs)
		.set({ endedAt: sql`now()`, ending })
		.where(eq(buddyPairs.id, pair.id));
	const agreed = [
		...(pair.veteranAgreedAt ? [pair.veteranId] : []),
		...(pair.newcomerAgreedAt ? [pair.newcomerId] : [])
	];
	await tell(tx, pair, 'buddies.not-this-time', agreed, null);
}

type Kind = 'buddies.agreed' | 'buddies.finished' | 'buddies.asked' | 'buddies.not-this-time';

async function tell(tx: Database, pair: Pair, kind: Kind, to: string[], by: string | null): Promise<void> {
	const about = `buddies.pair:${pair.id}:${kind}`;
	await notify(tx, { kind, to, by, about, path: `/binomes/${pair.id}`, details: { pairId: pair.id } });
}

function isAgreed(pair: Pair): boolean {
	return Boolean(pair.veteranAgreedAt && pair.newcomerAgreedAt);
}

type Held = { ok: true; pair: Pair; side: BuddySide } | { ok: false; reason: 'not-found' | 'over' };

/** A pair that goes on and in which somebody is, held first: of two who answer at once, the second sees what the first did. */
async function holdPair(tx: Database, { id: personId }: Person, id: string): Promise<Held> {
	const [pair] = await tx.select().from(buddyPairs).where(eq(buddyPairs.id, id)).for('update');
	if (!pair || (pair.veteranId !== personId && pair.newcomerId !== personId))
		return { ok: false, reason: 'not-found' };
	if (pair.endedAt) return { ok: false, reason: 'over' };
	return { ok: true, pair, side: pair.veteranId === personId ? 'veteran' : 'newcomer' };
}
