import { inArray } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { m } from '#words/messages.js';
import { organisationsKept } from '../allies/subjects.server.ts';
import type { NoticeFamily, NoticeKindName, NoticeKinds } from '../notifications/notice-kinds.ts';
import { calls } from './calls.tables.ts';
import { introductions } from './introductions.tables.ts';
import { sidesHeldBy } from './sides.ts';

type OfIntroduction = { introductionId: string };

declare module '../notifications/notice-kinds.ts' {
	interface NoticeDetails {
		'introductions.proposed': OfIntroduction;
		'introductions.agreed': OfIntroduction;
		'introductions.ended': OfIntroduction;
		'introductions.outcome-asked': OfIntroduction;
		'introductions.call-decided': { callId: string; title: string };
	}
}

type IntroductionNotice = Extract<NoticeKindName, `introductions.${string}`>;

/** Under what one chooses to be told of introductions. */
export const introductionFamilies: NoticeFamily[] = [
	{
		name: 'introductions',
		title: () => m.introductions_notices(),
		about: () => m.introductions_notices_about()
	},
	{
		name: 'outcomes',
		title: () => m.introductions_notices_outcomes(),
		about: () => m.introductions_notices_outcomes_about(),
		lettersAreOptional: true
	}
];

const byLetter = { family: 'introductions', mail: 'by-letter', stillSees } as const;

/** What people are told of introductions and calls, each with a letter of its own. */
export const introductionNotices: NoticeKinds<IntroductionNotice> = {
	'introductions.proposed': { ...byLetter, title: () => m.introductions_notice_proposed() },
	'introductions.agreed': { ...byLetter, title: () => m.introductions_notice_agreed() },
	'introductions.ended': { ...byLetter, title: () => m.introductions_notice_ended() },
	'introductions.outcome-asked': {
		...byLetter,
		family: 'outcomes',
		title: () => m.introductions_notice_outcome()
	},
	'introductions.call-decided': {
		...{ family: 'introductions', mail: 'by-letter' },
		title: ({ title }) => m.introductions_notice_call({ title }),
		stillSees: isStillThere
	}
};

/** Whether each person still stands on a side of the introduction, or is the facilitator who proposed it. */
async function stillSees(db: Database, personIds: string[], details: OfIntroduction[]): Promise<boolean[]> {
	const ids = details.map(({ introductionId }) => introductionId);
	const found = await db.select().from(introductions).where(inArray(introductions.id, ids));
	const kept = new Map<string, string[]>();
	for (const id of new Set(personIds))
		kept.set(
			id,
			(await organisationsKept(db, { id })).map((organisation) => organisation.id)
		);
	return ids.map((id, index) => {
		const personId = personIds[index]!;
		const introduction = found.find((one) => one.id === id);
		if (!introduction) return false;
		const isFacilitator = introduction.proposedAs === 'facilitator' && introduction.proposedBy === personId;
		return isFacilitator || sidesHeldBy(personId, kept.get(personId)!, introduction).length > 0;
	});
}

/** What was decided of a call is public; a call that was taken back is not there. */
async function isStillThere(db: Database, _: string[], details: { callId: string }[]): Promise<boolean[]> {
	const ids = details.map(({ callId }) => callId);
	const found = await db.select({ id: calls.id }).from(calls).where(inArray(calls.id, ids));
	return ids.map((id) => found.some((call) => call.id === id));
}
