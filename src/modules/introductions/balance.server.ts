import { sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Subject } from '../allies/subjects.server.ts';
import { dayOf } from './days.ts';
import { mostUnanswered } from './limits.server.ts';

/** How things stand with an ally who could be proposed. */
export type Standing = {
	/** How often, in the thirty days before today, it was on a short list or asked. */
	proposals: number;
	saysReady: boolean;
	/** It said to be away, was asked a lot this week, or has been put in touch for this very need. */
	isLeftInPeace: boolean;
};

const unknown: Standing = { proposals: 0, saysReady: false, isLeftInPeace: false };

/** How things stand with these allies for a need; what happened today does not count yet, so that a list holds all day. */
export async function standingOf(
	db: Database,
	needId: string,
	subjects: Subject[],
	now: Date
): Promise<(subject: Subject) => Standing> {
	const organisations = subjects.flatMap(({ organisationId }) => organisationId ?? []);
	const persons = subjects.flatMap(({ personId }) => personId ?? []);
	const today = dayOf(now);
	const { rows } = await db.execute<Standing & { id: string }>(sql`
		with asked as (
			select unnest(${sql.param(organisations)}::uuid[]) as organisation_id, null::uuid as person_id
			union all select null, unnest(${sql.param(persons)}::uuid[])
		)
		select coalesce(asked.organisation_id, asked.person_id) as id,
			(select count(*) from introduction_proposals p where ${isOf('p', '')} and ${isLately('p', today)})::integer
			+ (select count(*) from introductions i where ${isOf('i', 'helper_')} and ${isLately('i', today)})::integer
				as proposals,
			coalesce(s.state = 'ready', false) as "saysReady",
			coalesce(s.state = 'away', false)
			or exists (select from introductions i where ${isOf('i', 'helper_')} and i.need_id = ${needId})
			or (select count(*) from introductions i where ${isOf('i', 'helper_')}
				and i.proposed_at > ${now}::timestamptz - interval '7 days' and i.agreed_at is null and i.ended_at is null
				and not exists (select from introduction_answers a where a.introduction_id = i.id and a.side = 'helper'))
				>= ${mostUnanswered} as "isLeftInPeace"
		from asked left join introduction_availabilities s on ${isOf('s', '')} and s.until >= ${today}::date`);
	const known = new Map(rows.map(({ id, ...standing }) => [id, standing]));
	return ({ organisationId, personId }) => known.get((organisationId ?? personId)!) ?? unknown;
}

function isOf(table: string, side: string) {
	const column = (name: string) => sql.raw(`${table}.${side}${name}`);
	return sql`(${column('organisation_id')} = asked.organisation_id or ${column('person_id')} = asked.person_id)`;
}

function isLately(table: string, today: string) {
	const at = sql.raw(`${table}.proposed_at`);
	const midnight = sql`(${today}::date::timestamp at time zone 'Europe/Paris')`;
	return sql`${at} < ${midnight} and ${at} >= ${midnight} - interval '30 days'`;
}
