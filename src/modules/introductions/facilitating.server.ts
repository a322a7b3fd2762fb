import { and, eq, isNotNull } from 'drizzle-orm';
import { validate as isUuid } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { organisationsKept, subjectAt } from '../allies/subjects.server.ts';
import type { Person } from '../people/people.server.ts';
import type { OutcomeInput, ProposalInput } from './introductions.input.ts';
import { introductions } from './introductions.tables.ts';
import { findNeed } from './needs.server.ts';
import { writeOutcome } from './outcomes.server.ts';
import { insertIntroduction, type ProposalResult } from './proposing.server.ts';
import { asking } from './shortlist.server.ts';
import { sidesHeldBy } from './sides.ts';

/** Proposes to two allies to be put in touch, for an open need or without one. Neither has agreed. Facilitators do. */
export async function proposeIntroduction(
	db: Database,
	person: Person,
	needId: string | null,
	input: ProposalInput
): Promise<ProposalResult> {
	if (!mayFacilitate(person)) return { ok: false, reason: 'forbidden' };
	return db.transaction(async (tx): Promise<ProposalResult> => {
		const need = needId === null ? undefined : await findNeed(tx, needId);
		if (needId !== null && !need?.isOpen) return { ok: false, reason: 'no-such-need' };
		const asker = need ? asking(need) : await subjectAt(tx, 'allies', input.asker ?? '');
		const helper = await subjectAt(tx, 'allies', input.helper ?? '');
		if (!asker || !helper) return { ok: false, reason: 'no-such-ally' };
		if (!helper.isReachable || ('isReachable' in asker && !asker.isReachable))
			return { ok: false, reason: 'unreachable' };
		return insertIntroduction(tx, person, {
			needId,
			asker,
			helper,
			proposedAs: 'facilitator',
			agreed: { side: null, word: input.word }
		});
	});
}

/** Notes what a facilitator learnt of an agreed introduction. Says false to anybody else. */
export async function noteOutcome(
	db: Database,
	person: Person,
	id: string,
	input: OutcomeInput
): Promise<boolean> {
	if (!mayFacilitate(person) || !isUuid(id)) return false;
	return db.transaction(async (tx) => {
		const [agreed] = await tx
			.select()
			.from(introductions)
			.where(and(eq(introductions.id, id), isNotNull(introductions.agreedAt)));
		if (!agreed) return false;
		const kept = (await organisationsKept(tx, person)).map((organisation) => organisation.id);
		const own = sidesHeldBy(person.id, kept, agreed)[0];
		await writeOutcome(tx, id, own ?? 'facilitator', person.id, input);
		return true;
	});
}

/** Facilitators and administrators put others in touch. */
export function mayFacilitate({ isFacilitator, isAdministrator }: Person): boolean {
	return isFacilitator || isAdministrator;
}
