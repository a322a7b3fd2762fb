import { and, asc, desc, eq, gt, inArray, isNull, lt, or, sql, type SQL } from 'drizzle-orm';
import { validate as isUuid } from 'uuid';
import { oncePerDatabase, type Database } from '#platform/database.server.ts';
import { pageOf, type PageOf, type Place } from '#platform/paging.ts';
import type { Reader } from '../allies/audiences.ts';
import { keeps, organisationsKept } from '../allies/subjects.server.ts';
import type { Person } from '../people/people.server.ts';
import { organisations, persons } from '../people/people.tables.ts';
import { skillsNamed } from '../skills/skills.server.ts';
import { needs, needSkills } from './needs.tables.ts';

/** Not closed, and its day has not passed. */
export const isOpen = and(
	isNull(needs.closedAt),
	sql`${needs.until} >= (now() at time zone 'Europe/Paris')::date`
)!;

const columns = {
	id: needs.id,
	personId: needs.personId,
	organisationId: needs.organisationId,
	sentence: needs.sentence,
	audience: needs.audience,
	placeLabel: needs.placeLabel,
	departementCode: needs.departementCode,
	regionCode: needs.regionCode,
	latitude: needs.latitude,
	longitude: needs.longitude,
	until: needs.until,
	openedAt: needs.openedAt,
	isOpen: sql<boolean>`${isOpen}`,
	askedBy: sql<string>`coalesce(${organisations.name}, ${persons.name})`,
	skillIds: sql<
		string[]
	>`array(select s.skill_id from ${needSkills} s where s.need_id = ${needs.id} order by 1)`
};

const needWithId = oncePerDatabase((db) =>
	from(db)
		.where(eq(needs.id, sql.placeholder('id')))
		.prepare('introduction_need')
);

function from(db: Database) {
	return db
		.select(columns)
		.from(needs)
		.leftJoin(persons, eq(persons.id, needs.personId))
		.leftJoin(organisations, eq(organisations.id, needs.organisationId))
		.$dynamic();
}

export type Need = NonNullable<Awaited<ReturnType<typeof findNeed>>>;

/** The need that has this id, whoever may read it; or nothing. */
export async function findNeed(db: Database, id: string) {
	if (!isUuid(id)) return undefined;
	const [need] = await needWithId(db).execute({ id });
	return need;
}

/** Whether somebody speaks for a need: its author, or who keeps the page of the organisation in whose name it is. */
export async function speaksFor(db: Database, person: Person | null, need: Need): Promise<boolean> {
	if (!person) return false;
	if (need.personId === person.id) return true;
	return need.organisationId !== null && keeps(db, person, need.organisationId);
}

/** A need as a list shows it: who asks is told by name to those who may read it. */
export type NeedLine = Pick<
	Need,
	'id' | 'sentence' | 'audience' | 'placeLabel' | 'until' | 'openedAt' | 'askedBy' | 'isOpen'
> & { skills: string[] };

const pageSize = 20;

/** The open needs that an audience may read, newest first. */
export async function openNeeds(db: Database, reader: Reader, place: Place): Promise<PageOf<NeedLine>> {
	const isShown = reader === 'allies' ? undefined : eq(needs.audience, 'public');
	const isBeyond = place.after
		? lt(needs.id, uuidOr(place.after))
		: place.before
			? gt(needs.id, uuidOr(place.before))
			: undefined;
	const rows = await from(db)
		.where(and(isOpen, isShown, isBeyond))
		.orderBy(place.before === undefined ? desc(needs.id) : asc(needs.id))
		.limit(pageSize + 1);
	const page = pageOf(rows, pageSize, place, ({ id }) => id);
	return { ...page, lines: await inLines(db, page.lines) };
}

/** A key that is no id leads to the beginning of the list. */
function uuidOr(key: string): string {
	return isUuid(key) ? key : 'ffffffff-ffff-ffff-ffff-ffffffffffff';
}

/** The needs that somebody opened, or that are those of organisations whose page they keep; the latest fifty. */
export async function needsOf(db: Database, person: Person): Promise<NeedLine[]> {
	const kept = (await organisationsKept(db, person)).map(({ id }) => id);
	const isMine: SQL = or(eq(needs.personId, person.id), inArray(needs.organisationId, kept))!;
	const rows = await from(db).where(isMine).orderBy(desc(needs.id)).limit(50);
	return inLines(db, rows);
}

async function inLines(db: Database, rows: Need[]): Promise<NeedLine[]> {
	const named = await skillsNamed(db, [...new Set(rows.flatMap(({ skillIds }) => skillIds))]);
	return rows.map(({ id, sentence, audience, placeLabel, until, openedAt, askedBy, isOpen, skillIds }) => ({
		...{ id, sentence, audience, placeLabel, until, openedAt, askedBy, isOpen },
		skills: skillIds.flatMap((skillId) => named.get(skillId)?.name ?? [])
	}));
}
