import { and, inArray, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { roomSyntheses, roomTallies, roomWords } from './answers.tables.ts';
import type { Chart } from './charts/chart.ts';
import { chartOf } from './charts/of-kind.ts';
import { opinionsOf } from './opinions/finding.server.ts';
import type { roomActivities } from './room.tables.ts';
import { textsOf } from './texts-of.server.ts';

type Activity = typeof roomActivities.$inferSelect;

/** What the answers to an activity come to now; what waits or is hidden is for hosts. */
export async function chartNow(db: Database, activity: Activity, isHost: boolean): Promise<Chart> {
	return (await chartsNow(db, [activity], isHost))[0]!;
}

/** The same for several activities at once: what is counted is read in one question for all, what was written in one for each; `most` texts of each. */
export async function chartsNow(
	db: Database,
	activities: Activity[],
	isHost: boolean,
	most?: number
): Promise<Chart[]> {
	const ids = (kinds: (kind: string) => boolean) =>
		activities.filter(({ kind }) => kinds(kind)).map(({ id }) => id);
	const [sums, rulings, syntheses] = await Promise.all([
		sumsOf(
			db,
			ids((kind) => !texts.has(kind))
		),
		rowsOf(
			db,
			roomWords,
			ids((kind) => kind === 'cloud')
		),
		rowsOf(
			db,
			roomSyntheses,
			ids((kind) => kind === 'hats')
		)
	]);
	const read = { sums, rulings, syntheses };
	const charts = [];
	for (const activity of activities) charts.push(await chartFrom(db, activity, read, isHost, most));
	return charts;
}

type Read = {
	sums: (typeof roomTallies.$inferSelect)[];
	rulings: (typeof roomWords.$inferSelect)[];
	syntheses: (typeof roomSyntheses.$inferSelect)[];
};

async function chartFrom(
	db: Database,
	activity: Activity,
	{ sums, rulings, syntheses }: Read,
	isHost: boolean,
	most?: number
): Promise<Chart> {
	const { id, kind } = activity;
	const written = await textsOf(db, activity, isHost, most);
	const own = <Row extends { activityId: string }>(rows: Row[]) =>
		rows.filter((row) => row.activityId === id);
	return chartOf(activity, {
		sums: new Map(own(sums).map(({ key, weight }) => [key, weight])),
		rulings: own(rulings),
		syntheses: own(syntheses),
		texts: written.texts,
		textsInAll: written.all,
		opinions: kind === 'statements' ? await opinionsOf(db, id) : null,
		isHost
	});
}

/** Kinds whose results are what people wrote; what was said of it comes with each. */
const texts = new Set(['open', 'questions', 'statements', 'hats', 'pairs', 'fish-bowl']);

async function sumsOf(db: Database, ids: string[]) {
	if (ids.length === 0) return [];
	return db
		.select()
		.from(roomTallies)
		.where(and(inArray(roomTallies.activityId, ids), sql`${roomTallies.weight} <> 0`));
}

async function rowsOf<Table extends typeof roomWords | typeof roomSyntheses>(
	db: Database,
	table: Table,
	ids: string[]
) {
	type Row = Table['$inferSelect'];
	if (ids.length === 0) return [] as Row[];
	return (await db
		.select()
		.from(table as never)
		.where(inArray(table.activityId, ids))) as Row[];
}
