import { and, asc, eq, gt, ne } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Reader } from '../allies/audiences.ts';
import { listed } from './agenda-reading.server.ts';
import { gatherings, gatheringSeries } from './agenda.tables.ts';
import { visibleTo } from './visible.server.ts';

const mostDates = 6;

/** The rhythm of a gathering and the next other dates that this reader may see; null when it does not come back. */
export async function seriesToRead(
	db: Database,
	reader: Reader,
	gatheringId: string,
	personId: string | null = null,
	now = new Date()
) {
	const [series] = await db
		.select({
			id: gatheringSeries.id,
			rule: gatheringSeries.rule,
			startsOn: gatheringSeries.startsOn,
			timeZone: gatheringSeries.timeZone,
			endedAt: gatheringSeries.endedAt
		})
		.from(gatherings)
		.innerJoin(gatheringSeries, eq(gatheringSeries.id, gatherings.seriesId))
		.where(eq(gatherings.id, gatheringId));
	if (!series) return null;
	const isAhead = and(gt(gatherings.endsAt, now), ne(gatherings.id, gatheringId));
	const dates = await db
		.select(listed)
		.from(gatherings)
		.where(and(eq(gatherings.seriesId, series.id), isAhead, visibleTo(reader, personId)))
		.orderBy(asc(gatherings.startsAt))
		.limit(mostDates);
	const { endedAt, ...rhythm } = series;
	const isEnded = endedAt !== null;
	return { rhythm, isEnded, dates: isEnded ? dates.filter(({ isCancelled }) => !isCancelled) : dates };
}
