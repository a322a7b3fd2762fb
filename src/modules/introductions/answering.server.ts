import { eq, sql } from 'drizzle-orm';
import { validate as isUuid } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import { organisationsKept } from '../allies/subjects.server.ts';
import type { Person } from '../people/people.server.ts';
import type { AgreementInput } from './introductions.input.ts';
import { answers, introductions } from './introductions.tables.ts';
import { otherSide, sidesHeldBy, type Side } from './sides.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'introductions.answered': { introductionId: string };
		'introductions.agreed': { introductionId: string };
		/** Declined, withdrawn or expired: which, and by whom, is told to nobody else. */
		'introductions.ended': { introductionId: string };
	}
}

export type AnswerResult =
	{ ok: true; isAgreed: boolean } | { ok: false; reason: 'not-found' | 'over' | 'already' };

/** Agrees to be put in touch. Once both sides have, each sees how to reach the other, and not before. */
export async function agree(
	db: Database,
	person: Person,
	id: string,
	contact: AgreementInput
): Promise<AnswerResult> {
	return answer(db, person, id, async (tx, side, known) => {
		const row = { introductionId: id, side, answer: 'agreed' as const, answeredBy: person.id };
		await tx.insert(answers).values({ ...row, contactName: person.name, ...contact });
		const isAgreed = known.find((given) => given.side === otherSide(side))?.answer === 'agreed';
		if (isAgreed)
			await tx
				.update(introductions)
				.set({ agreedAt: sql`now()` })
				.where(eq(introductions.id, id));
		const name = isAgreed ? 'introductions.agreed' : 'introductions.answered';
		await recordEvent(tx, { name, actorId: person.id, details: { introductionId: id } });
		return { ok: true, isAgreed };
	});
}

/** Declines quietly: no reason is asked, and the other side only learns that it is not this time. */
export async function decline(db: Database, person: Person, id: string): Promise<AnswerResult> {
	return answer(db, person, id, async (tx, side) => {
		const row = { introductionId: id, side, answer: 'declined' as const, answeredBy: person.id };
		await tx.insert(answers).values(row);
		await endIntroduction(tx, id, 'declined', person.id);
		return { ok: true, isAgreed: false };
	});
}

/** Withdraws what one asked, offered or proposed, while it waits for an answer. Says false when there is nothing to withdraw. */
export async function withdraw(db: Database, person: Person, id: string): Promise<boolean> {
	return db.transaction(async (tx) => {
		const found = await held(tx, person, id);
		if (!found || !found.isWaiting || !mayWithdraw(person, found)) return false;
		await endIntroduction(tx, id, 'withdrawn', person.id);
		return true;
	});
}

/** Who proposed withdraws: the person, or whoever keeps the page in whose name it was. */
export function mayWithdraw(
	person: Pick<Person, 'id'>,
	{ proposedAs, proposedBy, mySides }: { proposedAs: string; proposedBy: string | null; mySides: Side[] }
): boolean {
	return proposedBy === person.id || mySides.some((side) => side === proposedAs);
}

/** Ends an introduction inside the transaction that holds its row. */
export async function endIntroduction(
	tx: Database,
	id: string,
	ending: 'declined' | 'withdrawn' | 'expired',
	actorId: string | null
): Promise<void> {
	await tx
		.update(introductions)
		.set({ ending, endedAt: sql`now()` })
		.where(eq(introductions.id, id));
	await recordEvent(tx, { name: 'introductions.ended', actorId, details: { introductionId: id } });
}

type Given = { side: Side; answer: 'agreed' | 'declined' };

/** Both may answer in the same moment: the second waits for the first, and then sees what it said. */
async function answer(
	db: Database,
	person: Person,
	id: string,
	give: (tx: Database, side: Side, known: Given[]) => Promise<AnswerResult>
): Promise<AnswerResult> {
	return db.transaction(async (tx): Promise<AnswerResult> => {
		const found = await held(tx, person, id);
		if (!found || found.mySides.length === 0) return { ok: false, reason: 'not-found' };
		const known = await tx
			.select({ side: answers.side, answer: answers.answer })
			.from(answers)
			.where(eq(answers.introductionId, id));
		const side = found.mySides.find((mine) => !known.some((given) => given.side === mine));
		if (side === undefined) return { ok: false, reason: 'already' };
		if (!found.isWaiting) return { ok: false, reason: 'over' };
		return give(tx, side, known);
	});
}

/** The introduction, held until the transaction ends, and the sides on which somebody stands. */
async function held(tx: Database, person: Person, id: string) {
	if (!isUuid(id)) return undefined;
	const [found] = await tx.select().from(introductions).where(eq(introductions.id, id)).for('update');
	if (!found) return undefined;
	const kept = (await organisationsKept(tx, person)).map((organisation) => organisation.id);
	return {
		...found,
		mySides: sidesHeldBy(person.id, kept, found),
		isWaiting: found.agreedAt === null && found.endedAt === null && found.expiresAt > new Date()
	};
}
