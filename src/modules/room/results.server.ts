import { and, eq } from 'drizzle-orm';
import { validate as isUuid } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { roomContributions } from './answers.tables.ts';
import type { Chart } from './charts/chart.ts';
import { chartsNow } from './charts-now.server.ts';
import { roomActivities, roomSeats } from './room.tables.ts';
import type { Room } from './rooms.server.ts';
import { activitiesOf } from './scene.server.ts';

/** What came of one activity; `number` is its place among those that took place. */
export type ActivityResult = {
	id: string;
	number: number;
	kind: string;
	title: string;
	about: string;
	isAnonymous: boolean;
	chart: Chart;
};

export type Results = { room: { code: string; title: string; about: string }; activities: ActivityResult[] };

/** How many texts of an activity a page shows, and a file holds. */
const onPage = 240;
export const inFile = 20_000;

/** What came of a room, activity by activity: public once it is closed, and for its hosts at any time; a rehearsal has none. */
export async function resultsOf(db: Database, room: Room, isHost: boolean, most = onPage): Promise<Results> {
	const { code, title, about } = room;
	const begun = isThere(room, isHost)
		? (await activitiesOf(db, room.id)).filter(({ openedAt }) => openedAt)
		: [];
	const charts = await chartsNow(db, begun, false, most);
	const activities = begun.map((one, i) => ({
		...{ id: one.id, number: i + 1, kind: one.kind, title: one.title, about: one.about },
		...{ isAnonymous: one.isAnonymous, chart: charts[i]! }
	}));
	return { room: { code, title, about }, activities };
}

/** One thing that somebody wrote and that is shown, with where it was said; undefined for whoever may not see the results. */
export async function textSaid(
	db: Database,
	room: Room,
	isHost: boolean,
	id: string
): Promise<{ text: string; by: string | null; question: string } | undefined> {
	if (!isThere(room, isHost) || !isUuid(id)) return undefined;
	const [found] = await db
		.select({ text: roomContributions.text, by: roomSeats.name, question: roomActivities.title })
		.from(roomContributions)
		.innerJoin(roomActivities, eq(roomActivities.id, roomContributions.activityId))
		.leftJoin(roomSeats, eq(roomSeats.key, roomContributions.seat))
		.where(
			and(
				eq(roomContributions.id, id),
				eq(roomActivities.roomId, room.id),
				eq(roomContributions.state, 'shown')
			)
		);
	return found;
}

/** Whether a room has results for somebody: those of what was for real, for all once it is closed. */
function isThere({ startedAt, closedAt }: Room, isHost: boolean): boolean {
	return startedAt !== null && (closedAt !== null || isHost);
}
