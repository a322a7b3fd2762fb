import { and, asc, eq, gt, inArray, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { HappenedEvent } from '#platform/events/events.server.ts';
import { plainText } from '#platform/markdown.server.ts';
import { idsByPage, refile, type Searchable } from '#platform/search/searchables.server.ts';
import { m } from '#words/messages.js';
import { kindName, whenInWords } from './agenda-words.ts';
import { gatheringCancellations, gatherings } from './agenda.tables.ts';

const isAhead = gt(gatherings.endsAt, sql`now()`);
const isKept = (id: SQL) =>
	sql`not exists (select from ${gatheringCancellations} c where c.gathering_id = ${id})`;

/** Of a series, the next one alone is found: its page tells the others. */
const isFound = or(
	isNull(gatherings.seriesId),
	and(
		isAhead,
		isKept(sql`${gatherings.id}`),
		sql`not exists (select from ${gatherings} earlier where earlier.series_id = ${gatherings.seriesId}
			and earlier.ends_at > now() and earlier.starts_at < ${gatherings.startsAt} and ${isKept(sql`earlier.id`)})`
	)
);

/** The gatherings of the agenda, each found by those who may see it: of a series, the next one. */
export const searchableGatherings: Searchable = {
	kind: 'gathering',
	label: () => m.agenda_title(),
	async entries(db, refs) {
		const rows = await db
			.select()
			.from(gatherings)
			.where(and(inArray(gatherings.id, refs), isFound));
		return new Map(
			rows.map((gathering) => {
				const { id, audience, slug, title, kind, summary, placeLabel, text } = gathering;
				const body = [whenInWords(gathering), placeLabel, summary, plainText(text)];
				if (audience === 'group') return [id, []];
				const entry = { audience, url: `/agenda/${slug}`, title, aliases: [kindName(kind)] };
				return [
					id,
					[{ ...entry, summary: body.slice(0, 3).filter(Boolean).join('. '), body: body[3] ?? null }]
				];
			})
		);
	},
	refs: (db) =>
		idsByPage((last, size) =>
			db
				.select({ id: gatherings.id })
				.from(gatherings)
				.where(and(gt(gatherings.id, last), isFound))
				.orderBy(asc(gatherings.id))
				.limit(size)
		)
};

type Told = 'agenda.planned' | 'agenda.changed' | 'agenda.cancelled';

/** What is found of a gathering is what it says now; in a series, the next one takes the place of one that is cancelled. */
export async function refileGathering(tx: Database, { details }: HappenedEvent<Told>): Promise<void> {
	const { gatheringId } = details;
	const [{ seriesId } = { seriesId: null }] = await tx
		.select({ seriesId: gatherings.seriesId })
		.from(gatherings)
		.where(eq(gatherings.id, gatheringId));
	const beside = seriesId ? await nextOf(tx, eq(gatherings.seriesId, seriesId)) : [];
	await refile(tx, searchableGatherings, [...new Set([gatheringId, ...beside])]);
}

/** Every night: the next gathering of a series takes the place of the one that is over. */
export async function refilePassed(db: Database): Promise<void> {
	const passed = await db
		.select({ id: gatherings.id, seriesId: gatherings.seriesId })
		.from(gatherings)
		.where(
			and(
				isNotNull(gatherings.seriesId),
				sql`${gatherings.endsAt} between now() - interval '3 days' and now()`
			)
		);
	for (const { id, seriesId } of passed)
		await db.transaction(async (tx) =>
			refile(tx, searchableGatherings, [id, ...(await nextOf(tx, eq(gatherings.seriesId, seriesId!)))])
		);
}

async function nextOf(tx: Database, where: SQL): Promise<string[]> {
	const found = await tx
		.select({ id: gatherings.id })
		.from(gatherings)
		.where(and(where, isAhead))
		.orderBy(asc(gatherings.startsAt))
		.limit(12);
	return found.map(({ id }) => id);
}
