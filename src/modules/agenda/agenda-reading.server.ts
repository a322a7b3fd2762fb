import { and, asc, desc, eq, gt, gte, lt, lte, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { pageOf, type Place } from '#platform/paging.ts';
import type { Reader } from '../allies/audiences.ts';
import { within } from '../allies/directory-where.server.ts';
import type { Person } from '../people/people.server.ts';
import { territoriesLike } from '../territories/finding.server.ts';
import { findTerritory } from '../territories/territories.server.ts';
import { monthsAfter, type AgendaFilters } from './agenda-filters.ts';
import { gatheringCancellations, gatherings, gatheringSeries } from './agenda.tables.ts';
import { momentAt } from './moments.ts';
import { openTo } from './open-to.server.ts';
import { visibleTo } from './visible.server.ts';

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
 * over is asked for. Months are those of Paris. `open` is how many there are in all when one asks for what is open to oneself.
 */
export async function agendaToRead(
	db: Database,
	reader: Reader,
	filters: AgendaFilters,
	place: Place,
	{ person = null, now = new Date() }: { person?: Person | null; now?: Date } = {}
) {
	const near = await placeAround(db, filters);
	const chosen = and(visibleTo(reader), isShown, asked(filters, now), isNear(near, filters));
	const open = filters.isOpen ? and(chosen, openTo(person, now)) : undefined;
	const isBackwards = filters.isPast !== (place.before !== undefined);
	const order = isBackwards ? desc : asc;
	const rows = await db
		.select(listed)
		.from(gatherings)
		.where(and(open ?? chosen, beyond(place, isBackwards)))
		.orderBy(order(gatherings.startsAt), order(gatherings.id))
		.limit(pageSize + 1);
	const page = pageOf(rows, pageSize, place, ({ startsAt, id }) => `${startsAt.toISOString()}_${id}`);
	return {
		...page,
		...{ near: near && near.label, isUnknownPlace: filters.around !== '' && !near },
		open: open ? await db.$count(gatherings, open) : null
	};
}

/** When a rhythm has ended, the dates that it would have had are no longer announced; their pages stay. */
const isShown = sql`not (${gatherings.seriesId} is not null
	and exists (select from ${gatheringCancellations} where ${gatheringCancellations.gatheringId} = ${gatherings.id})
	and exists (select from ${gatheringSeries} where ${gatheringSeries.id} = ${gatherings.seriesId}
		and ${gatheringSeries.endedAt} is not null))`;

/** The likeliest town or département of the name or postal code that one typed, with its middle. */
async function placeAround(db: Database, { around }: AgendaFilters) {
	if (around === '') return null;
	const kinds = ['commune', 'place', 'departement'] as const;
	const [likeliest] = await territoriesLike(db, around, { kinds: [...kinds], limit: 1 });
	const found = likeliest && (await findTerritory(db, likeliest.id));
	if (!found || found.latitude === null || found.longitude === null) return null;
	return { label: found.label, latitude: found.latitude, longitude: found.longitude };
}

const position = { latitude: sql`${gatherings.latitude}`, longitude: sql`${gatherings.longitude}` };

function isNear(near: Awaited<ReturnType<typeof placeAround>>, { kilometres }: AgendaFilters) {
	return near ? within(near, kilometres, position) : undefined;
}

function asked({ month, kind, isPast }: AgendaFilters, now: Date): SQL | undefined {
	const isOfKind = kind ? eq(gatherings.kind, kind) : undefined;
	if (month) {
		const from = momentAt(`${month}-01`, '00:00', 'Europe/Paris');
		const until = momentAt(`${monthsAfter(month, 1)}-01`, '00:00', 'Europe/Paris');
		return and(gte(gatherings.startsAt, from), lt(gatherings.startsAt, until), isOfKind);
	}
	// What is over began before now: said too, for it is by their beginning that gatherings are read.
	const isOver = and(lte(gatherings.endsAt, now), lte(gatherings.startsAt, now));
	return and(isPast ? isOver : gt(gatherings.endsAt, now), isOfKind);
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
