import { sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { m } from '#words/messages.js';
import type { NoticeFamily, NoticeKind, NoticeKinds } from '../notifications/notice-kinds.ts';
import { buddyPairs } from './buddies.tables.ts';

type PairTold = { pairId: string };

declare module '../notifications/notice-kinds.ts' {
	interface NoticeDetails {
		'buddies.proposed': PairTold & { group: string | null };
		'buddies.agreed': PairTold;
		'buddies.not-this-time': PairTold;
		'buddies.asked': PairTold;
		'buddies.finished': PairTold;
	}
}

type Names =
	'buddies.proposed' | 'buddies.agreed' | 'buddies.not-this-time' | 'buddies.asked' | 'buddies.finished';

/** Buddies, as one chooses how to be told of them. */
export const buddiesFamily: NoticeFamily = {
	name: 'buddies',
	title: () => m.buddies_title(),
	about: () => m.buddies_notices_about()
};

/** What people are told of their pairs; the other is named on the page alone. */
export const buddiesNotices: NoticeKinds<Names> = {
	'buddies.proposed': told(({ group }) =>
		group ? m.buddies_notice_proposed_in({ group }) : m.buddies_notice_proposed()
	),
	'buddies.agreed': told(() => m.buddies_notice_agreed()),
	'buddies.not-this-time': told(() => m.buddies_notice_not_this_time()),
	'buddies.asked': told(() => m.buddies_notice_asked()),
	'buddies.finished': told(() => m.buddies_notice_finished())
};

function told<Told extends PairTold>(title: (told: Told) => string): NoticeKind<Told> {
	return { family: 'buddies', mail: 'at-once', title, stillSees: areInPair };
}

async function areInPair(db: Database, personIds: string[], told: PairTold[]): Promise<boolean[]> {
	const { rows } = await db.execute<{ isIn: boolean }>(sql`
		select exists (select from ${buddyPairs} p where p.id = asked.pair_id
			and asked.person_id in (p.veteran_id, p.newcomer_id)) as "isIn"
		from unnest(${sql.param(told.map(({ pairId }) => pairId))}::uuid[], ${sql.param(personIds)}::uuid[])
			with ordinality asked (pair_id, person_id, place)
		order by asked.place`);
	return rows.map(({ isIn }) => isIn);
}
