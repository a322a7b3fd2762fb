import { sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { m } from '#words/messages.js';
import { areMembers } from '../communities/visible.server.ts';
import type { NoticeFamily, NoticeKinds } from '../notifications/notice-kinds.ts';
import { roleHolders, roleSwaps } from './responsibilities.tables.ts';
import { roleName } from './role-words.ts';

/** A role of a session of a group; `name` is null when it goes by the words of all groups. */
type RoleTold = { groupId: string; gatheringId: string; session: string; key: string; name: string | null };

declare module '../notifications/notice-kinds.ts' {
	interface NoticeDetails {
		'responsibilities.given': RoleTold;
		'responsibilities.swap-asked': RoleTold & { swapId: string; person: string };
		'responsibilities.swap-taken': RoleTold & { person: string };
		'responsibilities.swap-declined': RoleTold & { person: string };
		'responsibilities.handed-over': RoleTold & { person: string };
	}
}

type Names =
	| 'responsibilities.given'
	| 'responsibilities.swap-asked'
	| 'responsibilities.swap-taken'
	| 'responsibilities.swap-declined'
	| 'responsibilities.handed-over';

/** The roles of sessions, as one chooses how to be told of them. */
export const responsibilitiesFamily: NoticeFamily = {
	name: 'responsibilities',
	title: () => m.responsibilities_title(),
	about: () => m.responsibilities_notices_about()
};

/** What people are told of the roles of sessions. */
export const responsibilitiesNotices: NoticeKinds<Names> = {
	'responsibilities.given': {
		family: 'responsibilities',
		mail: 'daily',
		title: (told) => m.responsibilities_notice_given(words(told)),
		stillSees: hold
	},
	'responsibilities.swap-asked': {
		family: 'responsibilities',
		mail: 'daily',
		title: (told) => m.responsibilities_notice_swap(words(told)),
		stillSees: async (db, personIds, told) => {
			const asked = await pending(
				db,
				told.map(({ swapId }) => swapId)
			);
			const inside = await inGroup(db, personIds, told);
			return told.map(({ swapId }, index) => inside[index]! && asked.has(swapId));
		}
	},
	'responsibilities.swap-taken': {
		family: 'responsibilities',
		mail: 'daily',
		title: (told) => m.responsibilities_notice_taken(words(told)),
		stillSees: inGroup
	},
	'responsibilities.swap-declined': {
		family: 'responsibilities',
		mail: 'daily',
		title: (told) => m.responsibilities_notice_declined(words(told)),
		stillSees: inGroup
	},
	'responsibilities.handed-over': {
		family: 'responsibilities',
		mail: 'daily',
		title: (told) => m.responsibilities_notice_handover(words(told)),
		stillSees: hold
	}
};

function words<Told extends RoleTold>(told: Told): Told & { role: string } {
	return { ...told, role: roleName(told) };
}

async function inGroup(db: Database, personIds: string[], told: RoleTold[]): Promise<boolean[]> {
	return areMembers(
		db,
		personIds,
		told.map(({ groupId }) => groupId)
	);
}

/** Who is a member and still has the role. */
async function hold(db: Database, personIds: string[], told: RoleTold[]): Promise<boolean[]> {
	const inside = await inGroup(db, personIds, told);
	const { rows } = await db.execute<{ holds: boolean }>(sql`
		select exists (select from ${roleHolders} h where h.gathering_id = asked.gathering_id
			and h.role_key = asked.role_key and h.person_id = asked.person_id) as holds
		from unnest(${sql.param(told.map(({ gatheringId }) => gatheringId))}::uuid[],
			${sql.param(told.map(({ key }) => key))}::text[], ${sql.param(personIds)}::uuid[])
			with ordinality asked (gathering_id, role_key, person_id, place)
		order by asked.place`);
	return rows.map(({ holds }, index) => holds && inside[index]!);
}

async function pending(db: Database, ids: string[]): Promise<Set<string>> {
	const found = await db
		.select({ id: roleSwaps.id })
		.from(roleSwaps)
		.where(sql`${roleSwaps.id} = any(${sql.param(ids)}::uuid[])`);
	return new Set(found.map(({ id }) => id));
}
