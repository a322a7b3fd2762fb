import { and, asc, desc, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { pageOf, type Place } from '#platform/paging.ts';
import type { Reader } from '../allies/audiences.ts';
import type { Person } from '../people/people.server.ts';
import { agendaChoice, wordsOf } from './agenda-choice.server.ts';
import { mostCounted, type AgendaFilters } from './agenda-filters.ts';
import { gatheringCancellations, gatherings } from './agenda.tables.ts';

const pageSize = 24;

/** What a list says of a gathering. */
export const listed = {
	id: gatherings.id,
	slug: gatherings.slug,
	kind: gatherings.kind,
	title: gatherings.title,
	summary: gatherings.summary,
	way: gatherings.way,
	placeLabel: gatherings.placeLabel,
	startsAt: gatherings.startsAt,
	endsAt: gatherings.endsAt,
	timeZone: gatherings.timeZone,
	audience: gatherings.audience,
	registrationUntil: gatherings.registrationUntil,
	capacity: gatherings.capacity,
	isCancelled: sql<boolean>`exists (select 1 from ${gatheringCancellations} where ${gatheringCancellations.gatheringId} = ${gatherings.id})`
};

/**
 * A page of the agenda, soonest first: what comes next and is under way, or all of a month; the latest first when what is
 * over is asked for. Months are those of Paris. `open` is how many there are in all when one asks for what is open to oneself, up to a number.
 */
export async function agendaToRead(
	db: Database,
	reader: Reader,
	filters: AgendaFilters,
	place: Place,
	{ person = null, now = new Date() }: { person?: Person | null; now?: Date } = {}
) {
	const choice = await agendaChoice(db, reader, filters, { person, now });
	const isBackwards = filters.isPast !== (place.before !== undefined);
	const order = isBackwards ? desc : asc;
	const rows = await db
		.select(listed)
		.from(gatherings)
		.where(and(choice.where, beyond(place, isBackwards)))
		.orderBy(order(gatherings.startsAt), order(gatherings.id))
		.limit(pageSize + 1);
	const page = pageOf(rows, pageSize, place, ({ startsAt, id }) => `${startsAt.toISOString()}_${id}`);
	return {
		...page,
		...wordsOf(choice, filters),
		open: filters.isOpen ? await countedUpTo(db, choice.where) : null
	};
}

/** How many gatherings there are, or one more than are counted when there are more. */
async function countedUpTo(db: Database, where: SQL): Promise<number> {
	const some = db
		.select({ one: sql`1` })
		.from(gatherings)
		.where(where)
		.limit(mostCounted + 1)
		.as('some');
	const [counted] = await db.select({ count: sql<number>`count(*)::int` }).from(some);
	return counted!.count;
}

const key = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function beyond({ after, before }: Place, isBackwards: boolean): SQL | undefined {
	const [, startsAt, id] = key.exec(after ?? before ?? '') ?? [];
	if (!startsAt || !id) return undefined;
	const [line, last] = [
		sql`(${gatherings.startsAt}, ${gatherings.id})`,
		sql`(${startsAt}::timestamptz, ${id}::uuid)`
	];
	return isBackwards ? sql`${line} < ${last}` : sql`${line} > ${last}`;
}
