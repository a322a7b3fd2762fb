import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { renderMarkdown } from '#platform/markdown.server.ts';
import { wordsBetween } from '#platform/words-between.ts';
import { mayPrepare, type Edition } from '../assembly/editions.server.ts';
import { persons } from '../people/people.tables.ts';
import type { Person } from '../people/people.server.ts';
import { publicTexts } from '../room/results.server.ts';
import { mayAnswer } from './amending.server.ts';
import {
	proposalAmendments as amendments,
	proposals,
	proposalSources as sources,
	proposalSupports as supports
} from './proposals.tables.ts';

const mostNames = 60;
const mostAmendments = 100;

/**
 * A proposal, its amendments, where it comes from and what it took in. Who supports it is a number; who would do it is named, to people
 * who are signed in. `movedTo` instead, when it was merged: the number of the one that took it in.
 */
export async function proposalToRead(db: Database, person: Person | null, edition: Edition, number: number) {
	const [found] = await db
		.select({ proposal: proposals, by: persons.name })
		.from(proposals)
		.leftJoin(persons, eq(persons.id, proposals.proposedBy))
		.where(and(eq(proposals.editionId, edition.id), eq(proposals.number, number)));
	if (!found) return undefined;
	if (found.proposal.mergedInto) return { movedTo: await numberOf(db, found.proposal.mergedInto) };
	const { id, title, text, theme, version, proposedAt, fate, reason } = found.proposal;
	const [joining, own, written, said, merged] = await Promise.all([
		joiningOf(db, person, id),
		ownSupport(db, person, id),
		amendmentsOf(db, person, id, version),
		sourcesOf(db, id),
		mergedInto(db, id)
	]);
	return {
		proposal: { number, title, text, html: renderMarkdown(text), theme, version, proposedAt, fate, reason },
		by: found.by,
		supports: found.proposal.supports,
		...{ joining, own, amendments: written, said, merged },
		mayAnswer: mayAnswer(person, found.proposal),
		mayDecide: mayPrepare(person)
	};
}
export type ProposalRead = Exclude<
	NonNullable<Awaited<ReturnType<typeof proposalToRead>>>,
	{ movedTo: number }
>;

async function numberOf(db: Database, id: string): Promise<number> {
	const [found] = await db.select({ number: proposals.number }).from(proposals).where(eq(proposals.id, id));
	return found!.number;
}

async function joiningOf(db: Database, person: Person | null, id: string) {
	const isHere = and(eq(supports.proposalId, id), supports.joins);
	const [counted] = await db
		.select({ n: sql<number>`count(*)::int` })
		.from(supports)
		.where(isHere);
	const names = person
		? await db
				.select({ name: persons.name })
				.from(supports)
				.innerJoin(persons, eq(persons.id, supports.personId))
				.where(isHere)
				.orderBy(asc(supports.since))
				.limit(mostNames)
		: [];
	return { count: counted!.n, names: names.map(({ name }) => name) };
}

async function ownSupport(db: Database, person: Person | null, id: string) {
	if (!person) return { supports: false, joins: false };
	const [own] = await db
		.select({ joins: supports.joins })
		.from(supports)
		.where(and(eq(supports.proposalId, id), eq(supports.personId, person.id)));
	return { supports: own !== undefined, joins: own?.joins ?? false };
}

async function amendmentsOf(db: Database, person: Person | null, id: string, version: number) {
	const rows = await db
		.select({ amendment: amendments, by: persons.name })
		.from(amendments)
		.leftJoin(persons, eq(persons.id, amendments.proposedBy))
		.where(eq(amendments.proposalId, id))
		.orderBy(desc(amendments.id))
		.limit(mostAmendments);
	return rows.map(({ by, amendment }) => ({
		...{ id: amendment.id, by, reason: amendment.reason, proposedAt: amendment.proposedAt },
		...{ outcome: amendment.outcome, answer: amendment.answer },
		isOutdated: amendment.outcome === null && amendment.version !== version,
		isMine: person !== null && amendment.proposedBy === person.id,
		titleWords: wordsBetween(amendment.titleBefore, amendment.title),
		words: wordsBetween(amendment.textBefore, amendment.text)
	}));
}
export type AmendmentRead = Awaited<ReturnType<typeof amendmentsOf>>[number];

async function sourcesOf(db: Database, id: string) {
	const rows = await db
		.select({ id: sources.contributionId })
		.from(sources)
		.where(eq(sources.proposalId, id))
		.limit(100);
	return publicTexts(
		db,
		rows.map((row) => row.id)
	);
}

async function mergedInto(db: Database, id: string) {
	return db
		.select({ number: proposals.number, title: proposals.title, text: proposals.text })
		.from(proposals)
		.where(eq(proposals.mergedInto, id))
		.orderBy(proposals.number)
		.limit(100);
}
