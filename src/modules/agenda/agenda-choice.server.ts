import { and, eq, gt, gte, lt, lte, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
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

type Asking = { person: Person | null; now: Date };

/** The gatherings that one asks for among those that a reader and, of their own groups, a person may see, and the territory that is near to or in which they are. */
export async function agendaChoice(
	db: Database,
	reader: Reader,
	filters: AgendaFilters,
	{ person, now }: Asking
) {
	const near = await placeAround(db, filters);
	const territory = filters.territory === null ? undefined : await findTerritory(db, filters.territory);
	const where = and(
		visibleTo(reader, person?.id),
		isShown,
		asked(filters, now),
		near ? within(near, filters.kilometres, position) : undefined,
		territory && isIn(territory),
		filters.isOpen ? openTo(person, now) : undefined
	)!;
	return { where, near, territory };
}
export type AgendaChoice = Awaited<ReturnType<typeof agendaChoice>>;

/** What pages say of where one asks for. */
export function wordsOf({ near, territory }: AgendaChoice, { around }: AgendaFilters) {
	return {
		near: near && near.label,
		isUnknownPlace: around !== '' && !near,
		territory: territory?.label ?? null
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

type Territory = NonNullable<Awaited<ReturnType<typeof findTerritory>>>;

function isIn({ id, kind, code }: Territory): SQL {
	if (kind === 'departement' && code !== null) return eq(gatherings.departementCode, code);
	if (kind === 'region' && code !== null) return eq(gatherings.regionCode, code);
	return eq(gatherings.territoryId, id);
}

function asked({ month, kind, isPast }: AgendaFilters, now: Date): SQL | undefined {
	const isOfKind = kind ? eq(gatherings.kind, kind) : undefined;
	if (month) {
		const from = momentAt(`${month}-01`, '00:00', 'Europe/Paris');
		const until = momentAt(`${monthsAfter(month, 1)}-01`, '00:00', 'Europe/Paris');
		return and(gte(gatherings.startsAt, from), lt(gatherings.startsAt, until), isOfKind);
	}
	// What is over began before now: said too, for it is by their beginning that gatherings are read. Their end is said in a way that no
	// index answers: taken for independent of the beginning, it made the server sort all that is over for one page.
	const isOver = and(
		lte(gatherings.startsAt, now),
		sql`${gatherings.endsAt} + interval '0' <= ${now.toISOString()}::timestamptz`
	);
	return and(isPast ? isOver : isNotOver(now), isOfKind);
}

/** What is under way or comes: none of it began before the first that is under way, so that what is over is not gone through. */
function isNotOver(now: Date): SQL {
	const at = sql`${now.toISOString()}::timestamptz`;
	const first = sql`select min(g.starts_at) from ${gatherings} g where tstzrange(g.starts_at, g.ends_at) @> ${at}`;
	return and(gt(gatherings.endsAt, now), sql`${gatherings.startsAt} >= coalesce((${first}), ${at})`)!;
}
