import { sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { m } from '#words/messages.js';
import { areMembers } from '../communities/visible.server.ts';
import type { NoticeFamily, NoticeKinds } from '../notifications/notice-kinds.ts';
import { cases } from './cases.tables.ts';
import { roundName } from './case-words.ts';
import type { Round } from './rounds.ts';

/** Nothing of what a case says: a notice outlives it. */
type CaseTold = { caseId: string; groupId: string; group: string };

declare module '../notifications/notice-kinds.ts' {
	interface NoticeDetails {
		'cases.told': CaseTold;
		'cases.round-opened': CaseTold & { round: Round };
	}
}

/** The analysis of practices, as one chooses how to be told of it. */
export const casesFamily: NoticeFamily = {
	name: 'cases',
	title: () => m.cases_title(),
	about: () => m.cases_notices_about()
};

/** What people are told of the cases of their groups. */
export const casesNotices: NoticeKinds<'cases.told' | 'cases.round-opened'> = {
	'cases.told': {
		...{ family: 'cases', mail: 'daily', stillSees },
		title: ({ group }) => m.cases_notice_told({ group })
	},
	'cases.round-opened': {
		...{ family: 'cases', mail: 'daily', stillSees },
		title: ({ group, round }) => m.cases_notice_round({ group, round: roundName(round) })
	}
};

/** A member of the group, while the case is there. */
async function stillSees(db: Database, personIds: string[], told: CaseTold[]): Promise<boolean[]> {
	const inside = await areMembers(
		db,
		personIds,
		told.map(({ groupId }) => groupId)
	);
	const found = await db
		.select({ id: cases.id })
		.from(cases)
		.where(sql`${cases.id} = any(${sql.param(told.map(({ caseId }) => caseId))}::uuid[])`);
	const left = new Set(found.map(({ id }) => id));
	return told.map(({ caseId }, index) => inside[index]! && left.has(caseId));
}
