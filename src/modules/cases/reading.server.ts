import { and, desc, eq, sql, type SQL } from 'drizzle-orm';
import { validate as isUuid } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { renderMarkdown } from '#platform/markdown.server.ts';
import { findGroup, type GroupReader, type GroupSeen } from '../communities/visible.server.ts';
import { persons } from '../people/people.tables.ts';
import { cases, contributions } from './cases.tables.ts';
import { contributes, roundAfter, rounds, type Round } from './rounds.ts';

const most = 100;

/**
 * The cases that a reader may see, whatever the openness of the group: its members all of them, others who may look inside those
 * that their authors opened. The one place that decides it.
 */
function casesFor({ group, role, isInside }: GroupSeen): SQL {
	const isOfGroup = eq(cases.groupId, group.id);
	if (role) return isOfGroup;
	return isInside && !group.isConfidential ? and(isOfGroup, eq(cases.outcome, 'opened'))! : sql`false`;
}

const listed = {
	id: cases.id,
	title: cases.title,
	round: cases.round,
	toldAt: cases.toldAt,
	endedAt: cases.endedAt,
	outcome: cases.outcome,
	author: persons.name
};

/** The cases of a group that a reader may see, the latest first; undefined for who may not look inside. */
export async function casesToRead(db: Database, as: GroupReader, slug: string) {
	const seen = await findGroup(db, as, slug);
	if (!seen?.isInside) return undefined;
	const rows = await db
		.select(listed)
		.from(cases)
		.innerJoin(persons, eq(persons.id, cases.toldBy))
		.where(casesFor(seen))
		.orderBy(desc(cases.toldAt), desc(cases.id))
		.limit(most);
	return { ...seen, cases: rows };
}

/** A case with its rounds, and what the reader can do; without what others said for who is no member. */
export async function caseToRead(db: Database, as: GroupReader, slug: string, id: string) {
	const seen = isUuid(id) ? await findGroup(db, as, slug) : undefined;
	if (!seen) return undefined;
	const [found] = await db
		.select({
			...listed,
			text: cases.text,
			toldBy: cases.toldBy,
			facilitatedBy: cases.facilitatedBy,
			facilitator: sql<string | null>`(select p.name from persons p where p.id = ${cases.facilitatedBy})`
		})
		.from(cases)
		.innerJoin(persons, eq(persons.id, cases.toldBy))
		.where(and(eq(cases.id, id), casesFor(seen)));
	if (!found) return undefined;
	const { toldBy, facilitatedBy, ...told } = found;
	const me = seen.role ? as.person : null;
	const isAuthor = me?.id === toldBy;
	const goesOn = !found.endedAt && !seen.group.closedAt && me !== null;
	return {
		...seen,
		case: { ...told, html: renderMarkdown(found.text) },
		rounds: me ? await roundsOf(db, id, found.round, me.id) : [],
		isAuthor,
		goesOn,
		mayContribute: goesOn && contributes(found.round, isAuthor),
		listens: goesOn && isAuthor && found.round !== 'telling' && !contributes(found.round, true),
		mayFacilitate: goesOn && !isAuthor && facilitatedBy === null,
		opensNext: goesOn && (isAuthor || facilitatedBy === me.id) ? roundAfter(found.round) : null
	};
}
export type CaseRead = NonNullable<Awaited<ReturnType<typeof caseToRead>>>;

/** The rounds up to the one that is open, with what was said in each. */
async function roundsOf(db: Database, caseId: string, open: Round, me: string) {
	const said = await db
		.select({
			id: contributions.id,
			round: contributions.round,
			text: contributions.text,
			saidAt: contributions.saidAt,
			name: persons.name,
			isMine: sql<boolean>`${contributions.personId} = ${me}`
		})
		.from(contributions)
		.innerJoin(persons, eq(persons.id, contributions.personId))
		.where(eq(contributions.caseId, caseId))
		.orderBy(contributions.saidAt, contributions.id);
	return rounds.slice(1, rounds.indexOf(open) + 1).map((round) => ({
		round,
		isOpen: round === open,
		said: said.filter((one) => one.round === round)
	}));
}
