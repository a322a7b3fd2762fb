import { and, asc, desc, eq, isNotNull, lt, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { validate as isUuid } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { pageOf } from '#platform/paging.ts';
import type { Person } from '../people/people.server.ts';
import { organisations, persons } from '../people/people.tables.ts';
import { skillsNamed } from '../skills/skills.server.ts';
import { mayFacilitate } from './facilitating.server.ts';
import { introductionOutcomes, introductions } from './introductions.tables.ts';
import { findNeed, isOpen } from './needs.server.ts';
import { needs } from './needs.tables.ts';
import { shortListOf } from './shortlist.server.ts';

const pageSize = 20;

const asked = sql<number>`(select count(*)::int from introductions i where i.need_id = ${needs.id}
	and i.ended_at is null)`;
const isAsked = sql<number>`(exists (select from introductions i where i.need_id = ${needs.id} and i.ended_at is null))::int`;

/** The open needs for facilitators: first those for which nobody is being asked, the oldest of them before. Nothing for others. */
export async function needsToFollow(db: Database, person: Person, after?: string) {
	if (!mayFacilitate(person)) return undefined;
	const [flag, id] = after?.split('.') ?? [];
	const isBeyond =
		id && isUuid(id) && (flag === '0' || flag === '1')
			? sql`(${isAsked}, ${needs.id}) > (${Number(flag)}::int, ${id}::uuid)`
			: undefined;
	const rows = await db
		.select({
			id: needs.id,
			sentence: needs.sentence,
			placeLabel: needs.placeLabel,
			openedAt: needs.openedAt,
			until: needs.until,
			askedBy: sql<string>`coalesce(${organisations.name}, ${persons.name})`,
			introductions: asked,
			isAsked
		})
		.from(needs)
		.leftJoin(persons, eq(persons.id, needs.personId))
		.leftJoin(organisations, eq(organisations.id, needs.organisationId))
		.where(and(isOpen, isBeyond))
		.orderBy(asc(isAsked), asc(needs.id))
		.limit(pageSize + 1);
	return pageOf(rows, pageSize, { after }, (row) => `${row.isAsked}.${row.id}`);
}

/** An open need with everybody who could help, also those whom nobody keeps, and where its introductions stand. */
export async function needToFollow(db: Database, person: Person, id: string) {
	const need = mayFacilitate(person) ? await findNeed(db, id) : undefined;
	if (!need) return undefined;
	const named = await skillsNamed(db, need.skillIds);
	const list = need.isOpen ? await shortListOf(db, 'allies', id, { most: 12, withUnreachable: true }) : [];
	const { sentence, placeLabel, until, openedAt, askedBy, isOpen } = need;
	return {
		need: { id, sentence, placeLabel, until, openedAt, askedBy, isOpen },
		skills: need.skillIds.flatMap((skillId) => named.get(skillId)?.name ?? []),
		suggestions: list.map(({ subject, ...suggestion }) => suggestion),
		introductions: await followed(db, eq(introductions.needId, id), 50)
	};
}

/** The introductions that were agreed, latest first, with what each side told of them. Nothing for others. */
export async function introductionsToFollow(db: Database, person: Person, after?: string) {
	if (!mayFacilitate(person)) return undefined;
	const isBeyond = after && isUuid(after) ? lt(introductions.id, after) : undefined;
	const rows = await followed(db, and(isNotNull(introductions.agreedAt), isBeyond), pageSize + 1);
	return pageOf(rows, pageSize, { after }, ({ id }) => id);
}

/** One agreed introduction, for what a facilitator learnt of it. */
export async function introductionToFollow(db: Database, person: Person, id: string) {
	if (!mayFacilitate(person) || !isUuid(id)) return undefined;
	const [found] = await followed(db, and(isNotNull(introductions.agreedAt), eq(introductions.id, id)), 1);
	return found;
}

const askers = alias(persons, 'askers');
const helpers = alias(persons, 'helpers');
const askingOrganisations = alias(organisations, 'asking_organisations');
const helpingOrganisations = alias(organisations, 'helping_organisations');

/** What facilitators may know of introductions: who, since when, and what was told; never a contact, nor who declined. */
async function followed(db: Database, which: ReturnType<typeof and>, most: number) {
	return db
		.select({
			id: introductions.id,
			asker: sql<string>`coalesce(${askingOrganisations.name}, ${askers.name})`,
			helper: sql<string>`coalesce(${helpingOrganisations.name}, ${helpers.name})`,
			sentence: needs.sentence,
			word: introductions.word,
			proposedAt: introductions.proposedAt,
			agreedAt: introductions.agreedAt,
			standing: sql<'agreed' | 'waiting' | 'withdrawn' | 'not-this-time'>`case
				when ${introductions.agreedAt} is not null then 'agreed'
				when ${introductions.ending} = 'withdrawn' then 'withdrawn'
				when ${introductions.endedAt} is not null or ${introductions.expiresAt} <= now() then 'not-this-time'
				else 'waiting' end`,
			told: sql<{ toldAs: string; outcome: string; sentence: string | null }[]>`coalesce((
				select jsonb_agg(jsonb_build_object('toldAs', o.told_as, 'outcome', o.outcome, 'sentence', o.sentence)
					order by o.told_at) from ${introductionOutcomes} o where o.introduction_id = ${introductions.id}), '[]')`
		})
		.from(introductions)
		.leftJoin(needs, eq(needs.id, introductions.needId))
		.leftJoin(askers, eq(askers.id, introductions.askerPersonId))
		.leftJoin(helpers, eq(helpers.id, introductions.helperPersonId))
		.leftJoin(askingOrganisations, eq(askingOrganisations.id, introductions.askerOrganisationId))
		.leftJoin(helpingOrganisations, eq(helpingOrganisations.id, introductions.helperOrganisationId))
		.where(which)
		.orderBy(desc(introductions.id))
		.limit(most);
}
