import { and, asc, count, desc, eq, isNull, ne, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { plainText } from '#platform/markdown.server.ts';
import { pageOf, type Place } from '#platform/paging.ts';
import { persons } from '../people/people.tables.ts';
import type { Edition } from '../assembly/editions.server.ts';
import type { Person } from '../people/people.server.ts';
import { proposals, proposalSupports } from './proposals.tables.ts';

/** Which proposals one reads: those that are discussed, those kept for the roadmap, those set aside. */
export const views = ['open', 'kept', 'aside'] as const;
export type View = (typeof views)[number];

const onPage = 40;
const excerptLength = 220;

/**
 * The proposals of an assembly, grouped by theme, those that most people support first; those without a theme come last. `theme` is one
 * of them, or null for all.
 */
export async function proposalsToRead(
	db: Database,
	person: Person | null,
	edition: Edition,
	chosen: { view: View; theme: string | null },
	place: Place
) {
	const isInView = and(eq(proposals.editionId, edition.id), inView(chosen.view));
	const wanted = and(isInView, chosen.theme === null ? undefined : eq(proposals.theme, chosen.theme));
	const [themes, counted, found] = await Promise.all([
		db
			.select({ theme: proposals.theme, count: count() })
			.from(proposals)
			.where(isInView)
			.groupBy(proposals.theme)
			.orderBy(isUnnamed, proposals.theme),
		countsOf(db, edition.id),
		linesOf(db, person, edition.id, wanted, place)
	]);
	return { ...pageOf(found, onPage, place, ({ number }) => String(number)), themes, counts: counted };
}
export type ProposalLine = Awaited<ReturnType<typeof linesOf>>[number];

const isUnnamed = sql`(${proposals.theme} = '')`;

function inView(view: View): SQL {
	return view === 'open' ? isNull(proposals.fate) : eq(proposals.fate, view);
}

async function countsOf(db: Database, editionId: string): Promise<Record<View, number>> {
	const rows = await db
		.select({ fate: proposals.fate, count: count() })
		.from(proposals)
		.where(eq(proposals.editionId, editionId))
		.groupBy(proposals.fate);
	const of = (fate: string | null) => rows.find((row) => row.fate === fate)?.count ?? 0;
	return { open: of(null), kept: of('kept'), aside: of('aside') };
}

async function linesOf(
	db: Database,
	person: Person | null,
	editionId: string,
	wanted: SQL | undefined,
	place: Place
) {
	const isBackwards = place.before !== undefined;
	const isOwn = person ? eq(proposalSupports.personId, person.id) : sql`false`;
	const rows = await db
		.select({
			number: proposals.number,
			title: proposals.title,
			text: sql<string>`left(${proposals.text}, 1000)`,
			theme: proposals.theme,
			supports: proposals.supports,
			reason: proposals.reason,
			by: persons.name,
			own: proposalSupports.joins
		})
		.from(proposals)
		.leftJoin(persons, eq(persons.id, proposals.proposedBy))
		.leftJoin(proposalSupports, and(eq(proposalSupports.proposalId, proposals.id), isOwn))
		.where(and(wanted, beyond(editionId, place)))
		.orderBy(...order.map((column) => (isBackwards ? desc(column) : asc(column))))
		.limit(onPage + 1);
	return rows.map(({ text, own, ...line }) => ({
		...line,
		excerpt: excerptOf(text),
		isSupported: own !== null
	}));
}

/** As `proposals_order` indexes them. */
const order = [isUnnamed, proposals.theme, sql`(-${proposals.supports})`, proposals.number];

/** After or before the proposal of a number, wherever it is in the list by now. */
function beyond(editionId: string, { after, before }: Place): SQL | undefined {
	const number = after ?? before;
	if (number === undefined) return undefined;
	const known = /^\d{1,6}$/.test(number) ? Number(number) : -1;
	const key = sql`(${sql.join(order, sql`, `)})`;
	const place = sql`(select o.theme = '', o.theme, -o.supports, o.number from ${proposals} o
		where o.edition_id = ${editionId} and o.number = ${known})`;
	return before === undefined ? sql`${key} > ${place}` : sql`${key} < ${place}`;
}

function excerptOf(markdown: string): string {
	const plain = plainText(markdown);
	return plain.length > excerptLength ? `${plain.slice(0, excerptLength).replace(/\s+\S*$/, '')}…` : plain;
}

/** The themes of an assembly's proposals, in alphabetical order. */
export async function themesOf(db: Database, editionId: string): Promise<string[]> {
	const rows = await db
		.selectDistinct({ theme: proposals.theme })
		.from(proposals)
		.where(and(eq(proposals.editionId, editionId), ne(proposals.theme, '')))
		.orderBy(proposals.theme)
		.limit(200);
	return rows.map(({ theme }) => theme);
}
