import type { Database } from '#platform/database.server.ts';
import { textsIn, type Chart, type Text } from './charts/chart.ts';
import { chartsNow } from './charts-now.server.ts';
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
	const isThere = room.startedAt !== null && (room.closedAt !== null || isHost);
	const begun = isThere ? (await activitiesOf(db, room.id)).filter(({ openedAt }) => openedAt) : [];
	const charts = await chartsNow(db, begun, false, most);
	const activities = begun.map((one, i) => ({
		...{ id: one.id, number: i + 1, kind: one.kind, title: one.title, about: one.about },
		...{ isAnonymous: one.isAnonymous, chart: charts[i]! }
	}));
	return { room: { code, title, about }, activities };
}

/** One thing that somebody wrote, with where it was said; undefined for whoever may not see the results. */
export async function textSaid(
	db: Database,
	room: Room,
	isHost: boolean,
	id: string
): Promise<{ text: Text; question: string } | undefined> {
	const { activities } = await resultsOf(db, room, isHost, inFile);
	for (const { chart, title } of activities) {
		const text = textsIn(chart).find((one) => one.id === id);
		if (text) return { text, question: title };
	}
	return undefined;
}
