import { and, desc, eq, inArray, lt, or, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { validate as isUuid } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { pageOf, type PageOf } from '#platform/paging.ts';
import { audienceOf } from '../allies/audience.server.ts';
import { listedSubjects, organisationsKept } from '../allies/subjects.server.ts';
import type { Person } from '../people/people.server.ts';
import { organisations, persons } from '../people/people.tables.ts';
import { mayWithdraw } from './answering.server.ts';
import { answers, introductionOutcomes, introductions } from './introductions.tables.ts';
import { needs } from './needs.tables.ts';
import { otherSide, sidesHeldBy, subjectOn, type Side } from './sides.ts';

const askers = alias(persons, 'askers');
const helpers = alias(persons, 'helpers');
const askingOrganisations = alias(organisations, 'asking_organisations');
const helpingOrganisations = alias(organisations, 'helping_organisations');

function from(db: Database) {
	return db
		.select({
			introduction: introductions,
			need: { id: needs.id, sentence: needs.sentence },
			asker: sql<string>`coalesce(${askingOrganisations.name}, ${askers.name})`,
			helper: sql<string>`coalesce(${helpingOrganisations.name}, ${helpers.name})`
		})
		.from(introductions)
		.leftJoin(needs, eq(needs.id, introductions.needId))
		.leftJoin(askers, eq(askers.id, introductions.askerPersonId))
		.leftJoin(helpers, eq(helpers.id, introductions.helperPersonId))
		.leftJoin(askingOrganisations, eq(askingOrganisations.id, introductions.askerOrganisationId))
		.leftJoin(helpingOrganisations, eq(helpingOrganisations.id, introductions.helperOrganisationId))
		.$dynamic();
}

type Row = Awaited<ReturnType<typeof from>>[number];
type Answer = typeof answers.$inferSelect;

/** Where an introduction stands for one of its sides. Not this time: declined by the other side, or left without an answer. */
export type Standing =
	'to-answer' | 'waiting' | 'agreed' | 'not-this-time' | 'declined-by-us' | 'withdrawn' | 'expired';

export type IntroductionView = Awaited<ReturnType<typeof viewsFor>>[number];

const pageSize = 20;

/** The introductions on a side of which somebody stands, newest first. */
export async function introductionsOf(
	db: Database,
	person: Person,
	before?: string
): Promise<PageOf<IntroductionView>> {
	const kept = await keptIds(db, person);
	const isBeyond = before && isUuid(before) ? lt(introductions.id, before) : undefined;
	const rows = await from(db)
		.where(and(isOf(person, kept), isBeyond))
		.orderBy(desc(introductions.id))
		.limit(pageSize + 1);
	const { lines, next } = pageOf(rows, pageSize, { after: before }, ({ introduction }) => introduction.id);
	return { lines: await viewsFor(db, person, kept, lines), previous: null, next };
}

/** How many introductions wait for the answer of somebody. */
export async function toAnswer(db: Database, person: Person): Promise<number> {
	const { lines } = await introductionsOf(db, person);
	return lines.filter(({ standing }) => standing === 'to-answer').length;
}

/** An introduction as one of its two sides may read it; anybody else finds nothing. */
export async function introductionToRead(
	db: Database,
	person: Person,
	id: string
): Promise<IntroductionView | undefined> {
	if (!isUuid(id)) return undefined;
	const kept = await keptIds(db, person);
	const rows = await from(db).where(and(eq(introductions.id, id), isOf(person, kept)));
	return (await viewsFor(db, person, kept, rows))[0];
}

async function keptIds(db: Database, person: Person): Promise<string[]> {
	return (await organisationsKept(db, person)).map(({ id }) => id);
}

function isOf({ id }: Person, kept: string[]): SQL {
	return or(
		eq(introductions.askerPersonId, id),
		eq(introductions.helperPersonId, id),
		inArray(introductions.askerOrganisationId, kept),
		inArray(introductions.helperOrganisationId, kept)
	)!;
}

async function viewsFor(db: Database, person: Person, kept: string[], rows: Row[]) {
	const ids = rows.map(({ introduction }) => introduction.id);
	const given = await db.select().from(answers).where(inArray(answers.introductionId, ids));
	const told = await db
		.select()
		.from(introductionOutcomes)
		.where(inArray(introductionOutcomes.introductionId, ids));
	const subjects = rows.flatMap(({ introduction }) =>
		(['asker', 'helper'] as const).map((side) => subjectOn(side, introduction))
	);
	const listed = await listedSubjects(db, await audienceOf(db, person), subjects);
	return rows.map((row) => {
		const mySides = sidesHeldBy(person.id, kept, row.introduction);
		const ofThis = (one: { introductionId: string }) => one.introductionId === row.introduction.id;
		const answered = given.filter(ofThis);
		const side = mySides.find((one) => !answered.some((answer) => answer.side === one)) ?? mySides[0]!;
		const subject = subjectOn(otherSide(side), row.introduction);
		const slug = listed.get((subject.organisationId ?? subject.personId)!)?.slug ?? null;
		const outcome = told.filter(ofThis).find(({ toldAs }) => toldAs === side);
		const view = viewOf(row, side, answered, slug);
		const mayEnd = mayWithdraw(person, { ...row.introduction, mySides });
		return {
			...view,
			mayWithdraw: view.standing === 'waiting' && mayEnd,
			outcome: outcome ? { outcome: outcome.outcome, sentence: outcome.sentence } : null
		};
	});
}

function viewOf(row: Row, side: Side, answered: Answer[], otherSlug: string | null) {
	const { need, introduction } = row;
	const { id, word, proposedAs, proposedAt, expiresAt, agreedAt } = introduction;
	const standing = standingOf(introduction, side, answered);
	const other = otherSide(side);
	return {
		...{ id, word, proposedAs, proposedAt, expiresAt, agreedAt, side, standing, otherSlug },
		need: need && { id: need.id, sentence: need.sentence },
		mine: row[side],
		other: nameFor(row, other, otherSlug !== null, standing),
		contact: standing === 'agreed' ? contactIn(answered, other) : null
	};
}

/** Who asked or offered told their name by it. Of the others, one knows the name whose page one may see, or once both agreed. */
function nameFor(row: Row, other: Side, isListed: boolean, standing: Standing): string | null {
	const toldIt = row.introduction.proposedAs === other || subjectOn(other, row.introduction).organisationId;
	return toldIt || isListed || standing === 'agreed' ? row[other] : null;
}

function standingOf(introduction: Row['introduction'], side: Side, given: Answer[]): Standing {
	const mine = given.find((answer) => answer.side === side)?.answer;
	if (introduction.agreedAt) return 'agreed';
	if (mine === 'declined') return 'declined-by-us';
	if (introduction.ending === 'withdrawn') return 'withdrawn';
	const isOver = introduction.ending !== null || introduction.expiresAt <= new Date();
	if (isOver) return mine === 'agreed' || introduction.ending === 'declined' ? 'not-this-time' : 'expired';
	return mine === 'agreed' ? 'waiting' : 'to-answer';
}

function contactIn(given: Answer[], side: Side) {
	const answer = given.find((one) => one.side === side);
	return answer ? { name: answer.contactName, email: answer.contactEmail, phone: answer.contactPhone } : null;
}
