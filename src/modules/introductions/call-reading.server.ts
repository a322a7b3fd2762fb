import { and, asc, desc, eq, isNotNull, isNull, lt, sql, type SQL } from 'drizzle-orm';
import { validate as isUuid } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { pageOf } from '#platform/paging.ts';
import { listedSubjects, organisationsKept } from '../allies/subjects.server.ts';
import type { Reader } from '../allies/audiences.ts';
import type { Person } from '../people/people.server.ts';
import { organisations, persons } from '../people/people.tables.ts';
import { skillChoices } from '../skills/choosing.server.ts';
import { skillsNamed } from '../skills/skills.server.ts';
import { isCallOpen } from './applying.server.ts';
import { callApplications, callCriteria, calls, callSkills } from './calls.tables.ts';

const pageSize = 20;

const columns = {
	id: calls.id,
	slug: calls.slug,
	title: calls.title,
	placeLabel: calls.placeLabel,
	wanted: calls.wanted,
	deadline: calls.deadline,
	decidedAt: calls.decidedAt,
	isOpen: sql<boolean>`${isCallOpen}`
};

/** The calls that are not decided, the soonest to close first; at most a hundred. */
export async function undecidedCalls(db: Database) {
	return db
		.select(columns)
		.from(calls)
		.where(isNull(calls.decidedAt))
		.orderBy(asc(calls.deadline), asc(calls.id))
		.limit(100);
}

/** The calls that were decided, the latest first. */
export async function decidedCalls(db: Database, after?: string) {
	const isBeyond = after && isUuid(after) ? lt(calls.id, after) : undefined;
	const rows = await db
		.select(columns)
		.from(calls)
		.where(and(isNotNull(calls.decidedAt), isBeyond))
		.orderBy(desc(calls.id))
		.limit(pageSize + 1);
	return pageOf(rows, pageSize, { after }, ({ id }) => id);
}

/** A call as everybody reads it: what is looked for and how one chooses and, once decided, who was chosen and why. */
export async function callToRead(db: Database, person: Person | null, reader: Reader, slug: string) {
	const [call] = await db
		.select({
			...columns,
			text: calls.text,
			way: calls.way,
			decision: calls.decision,
			openedAt: calls.openedAt
		})
		.from(calls)
		.where(eq(calls.slug, slug.slice(0, 200)));
	if (!call) return undefined;
	const isOfCall = eq(callApplications.callId, call.id);
	return {
		call,
		skills: await skillsOfCall(db, call.id),
		criteria: await criteriaOf(db, call.id),
		applications: await db.$count(callApplications, isOfCall),
		chosen: call.decidedAt ? await chosenFor(db, reader, call.id) : [],
		mine: person ? await ownApplications(db, person, call.id) : []
	};
}

async function skillsOfCall(db: Database, callId: string) {
	const rows = await db
		.select({ id: callSkills.skillId })
		.from(callSkills)
		.where(eq(callSkills.callId, callId));
	return [
		...(
			await skillsNamed(
				db,
				rows.map(({ id }) => id)
			)
		).values()
	];
}

/** The criteria of a call, in their order. */
export async function criteriaOf(db: Database, callId: string) {
	return db
		.select({ number: callCriteria.number, label: callCriteria.label, weight: callCriteria.weight })
		.from(callCriteria)
		.where(eq(callCriteria.callId, callId))
		.orderBy(asc(callCriteria.number));
}

/** Applications by name, as the query of the caller narrows them. */
export async function applicationsOf(db: Database, which: SQL | undefined) {
	return db
		.select({
			id: callApplications.id,
			organisationId: callApplications.organisationId,
			personId: callApplications.personId,
			appliedBy: callApplications.appliedBy,
			name: sql<string>`coalesce(${organisations.name}, ${persons.name})`,
			sentence: callApplications.sentence,
			appliedAt: callApplications.appliedAt,
			outcome: callApplications.outcome,
			reason: callApplications.reason
		})
		.from(callApplications)
		.leftJoin(organisations, eq(organisations.id, callApplications.organisationId))
		.leftJoin(persons, eq(persons.id, callApplications.personId))
		.where(which)
		.orderBy(asc(callApplications.id));
}

async function chosenFor(db: Database, reader: Reader, callId: string) {
	const rows = await applicationsOf(
		db,
		and(eq(callApplications.callId, callId), eq(callApplications.outcome, 'chosen'))
	);
	const listed = await listedSubjects(db, reader, rows);
	return rows.map(({ id, organisationId, personId, name, reason }) => ({
		...{ id, name, reason },
		slug: listed.get((organisationId ?? personId)!)?.slug ?? null
	}));
}

async function ownApplications(db: Database, person: Person, callId: string) {
	const kept = new Set((await organisationsKept(db, person)).map(({ id }) => id));
	const rows = await applicationsOf(db, eq(callApplications.callId, callId));
	return rows
		.filter(({ personId, organisationId }) => personId === person.id || kept.has(organisationId ?? ''))
		.map(({ id, name, sentence, appliedAt, outcome }) => ({ id, name, sentence, appliedAt, outcome }));
}

/** What the form to apply shows: the call, and in whose name one may apply. */
export async function applicationToWrite(db: Database, person: Person, slug: string) {
	const [call] = await db
		.select(columns)
		.from(calls)
		.where(eq(calls.slug, slug.slice(0, 200)));
	return call && { call, kept: await organisationsKept(db, person) };
}

/** What the form of a call shows: the skills one may choose and, for one that exists, what it says now. */
export async function callToWrite(db: Database, slug?: string) {
	if (slug === undefined) return { skills: await skillChoices(db, []), call: undefined };
	const [call] = await db.select().from(calls).where(eq(calls.slug, slug));
	if (!call) return undefined;
	const chosen = await skillsOfCall(db, call.id);
	const { title, text, wanted, way, deadline, placeLabel } = call;
	return {
		skills: await skillChoices(
			db,
			chosen.map(({ id }) => id)
		),
		call: { title, text, wanted, way, deadline, placeLabel, criteria: await criteriaOf(db, call.id) }
	};
}
