import { createHash, randomBytes } from 'node:crypto';
import { and, eq, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import type { Locale } from '#platform/locale.ts';
import type { WayOut } from '#platform/mail/letter.ts';
import { m } from '#words/messages.js';
import type { Person } from '../people/people.server.ts';
import type { OutcomeInput } from './introductions.input.ts';
import { answers, introductionOutcomes, introductions } from './introductions.tables.ts';
import { introductionWith, send } from './letters.server.ts';
import { noticeOutcomeAsked } from './notices.server.ts';
import { introductionToRead } from './reading.server.ts';
import type { Side } from './sides.ts';
import type { Outcome } from './outcome-names.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		/** Told by one side, or noted by a facilitator; later rooms make effects and stories of it. */
		'introductions.outcome-told': {
			introductionId: string;
			toldAs: Side | 'facilitator';
			outcome: Outcome;
		};
	}
}

const atOnce = 100;
/** A link in a mail may fall into other hands: it answers for three months. Signed in, one can always tell. */
const isOver = sql<boolean>`(${introductions.outcomeAskedAt} < now() - interval '90 days')`;

/** Where this site is, and what gives a letter what it takes to refuse it, or null to whom did. */
type Post = {
	origin: string;
	mayWrite: (tx: Database, person: { id: string; locale: Locale }) => Promise<WayOut | null>;
};

/** Every day: asks both sides of the introductions agreed thirty days ago what came of them, each once. */
export async function askOutcomes(db: Database, post: Post): Promise<void> {
	while ((await askSome(db, post)) === atOnce);
}

async function askSome(db: Database, post: Post): Promise<number> {
	return db.transaction(async (tx) => {
		const due = await tx
			.select({ id: introductions.id })
			.from(introductions)
			.where(
				and(
					isNotNull(introductions.agreedAt),
					isNull(introductions.outcomeAskedAt),
					lte(introductions.agreedAt, sql`now() - interval '30 days'`)
				)
			)
			.limit(atOnce)
			.for('update', { skipLocked: true });
		for (const { id } of due) await askBoth(tx, post, id);
		return due.length;
	});
}

async function askBoth(tx: Database, post: Post, id: string): Promise<void> {
	const known = await introductionWith(tx, id);
	const asked = known?.who ?? [];
	await noticeOutcomeAsked(tx, id, asked);
	for (const addressee of asked) {
		const wayOut = await post.mayWrite(tx, addressee);
		if (wayOut)
			await askOne(tx, post.origin, id, { ...addressee, side: known!.sideOf(addressee.id)! }, wayOut);
	}
	await tx
		.update(introductions)
		.set({ outcomeAskedAt: sql`now()` })
		.where(eq(introductions.id, id));
}

async function askOne(
	tx: Database,
	origin: string,
	id: string,
	addressee: Parameters<typeof send>[2] & { side: Side },
	wayOut: WayOut
): Promise<void> {
	const key = randomBytes(32).toString('base64url');
	await tx
		.update(answers)
		.set({ outcomeKeyHash: hashOf(key) })
		.where(and(eq(answers.introductionId, id), eq(answers.side, addressee.side)));
	const words = () => ({
		subject: m.introductions_letter_outcome_subject(),
		paragraphs: [m.introductions_letter_outcome_text(), m.introductions_letter_outcome_click()],
		action: m.introductions_letter_outcome_action()
	});
	await send(tx, origin, addressee, words, `/aide/suites/${key}`, wayOut);
}

function hashOf(key: string): string {
	return createHash('sha256').update(key).digest('hex');
}

/**
 * What the link of a mail opens: the question to one side, without signing in. Reading it answers nothing; three months
 * later it says nothing more than that it is over.
 */
export async function outcomeAsked(db: Database, key: string) {
	const [found] = await db
		.select({
			introductionId: answers.introductionId,
			side: answers.side,
			personId: answers.answeredBy,
			agreedAt: introductions.agreedAt,
			isOver,
			outcome: introductionOutcomes.outcome,
			sentence: introductionOutcomes.sentence
		})
		.from(answers)
		.innerJoin(introductions, eq(introductions.id, answers.introductionId))
		.leftJoin(
			introductionOutcomes,
			and(
				eq(introductionOutcomes.introductionId, answers.introductionId),
				eq(introductionOutcomes.toldAs, answers.side)
			)
		)
		.where(eq(answers.outcomeKeyHash, hashOf(key.slice(0, 100))));
	return found;
}

/** Records what came of it, through the link of a mail. Says false when the link leads to nothing, or no longer. */
export async function tellOutcomeByLink(db: Database, key: string, input: OutcomeInput): Promise<boolean> {
	return db.transaction(async (tx) => {
		const asked = await outcomeAsked(tx, key);
		if (!asked || asked.isOver) return false;
		await writeOutcome(tx, asked.introductionId, asked.side, asked.personId, input);
		return true;
	});
}

/** Tells what came of an introduction on a side of which one stands; told again, the latest stands. */
export async function tellOutcome(
	db: Database,
	person: Person,
	id: string,
	input: OutcomeInput
): Promise<boolean> {
	return db.transaction(async (tx) => {
		const view = await introductionToRead(tx, person, id);
		if (view?.standing !== 'agreed') return false;
		await writeOutcome(tx, id, view.side, person.id, input);
		return true;
	});
}

/** Writes what one side told, or a facilitator noted. */
export async function writeOutcome(
	tx: Database,
	introductionId: string,
	toldAs: Side | 'facilitator',
	toldBy: string | null,
	{ outcome, sentence }: OutcomeInput
): Promise<void> {
	const told = { outcome, sentence, toldBy, toldAt: sql`now()` };
	await tx
		.insert(introductionOutcomes)
		.values({ introductionId, toldAs, ...told })
		.onConflictDoUpdate({
			target: [introductionOutcomes.introductionId, introductionOutcomes.toldAs],
			set: told
		});
	const details = { introductionId, toldAs, outcome };
	await recordEvent(tx, { name: 'introductions.outcome-told', actorId: toldBy, details });
}
