import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Subject } from '../allies/subjects.server.ts';
import { introductions } from './introductions.tables.ts';

/** How many introductions one may have asked for that wait for an answer. */
export const mostWaiting = 10;
/** How many unanswered introductions of the last seven days an ally may have before it is left in peace. */
export const mostUnanswered = 3;

/** One at a time for each of these ids, until the transaction ends; taken in one order, so that nobody waits in a circle. */
export async function holdTurn(tx: Database, ids: string[]): Promise<void> {
	for (const id of [...new Set(ids)].sort())
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`introductions ${id}`}, 0))`);
}

/** Neither agreed nor ended. */
export const isWaiting = and(isNull(introductions.agreedAt), isNull(introductions.endedAt))!;

/** How many introductions that a person asked for wait for an answer. */
export async function waitingOf(tx: Database, personId: string): Promise<number> {
	return tx.$count(introductions, and(eq(introductions.proposedBy, personId), isWaiting));
}

/** How many introductions of the last seven days wait for the answer of an ally. */
export async function unansweredBy(tx: Database, subject: Subject): Promise<number> {
	const isAsked = subject.organisationId
		? eq(introductions.helperOrganisationId, subject.organisationId)
		: eq(introductions.helperPersonId, subject.personId!);
	return tx.$count(introductions, and(isAsked, isWaiting, isLately(7), isHelperSilent));
}

export const isHelperSilent = sql`not exists (select from introduction_answers a
	where a.introduction_id = ${introductions.id} and a.side = 'helper')`;

function isLately(days: number) {
	return gt(introductions.proposedAt, sql`now() - make_interval(days => ${days})`);
}
