import type { Database } from '#platform/database.server.ts';
import type { Room } from './rooms.server.ts';
import { activitiesOf, chartNow, shownActivity, type SceneActivity } from './scene.server.ts';

export type Results = { room: { code: string; title: string; about: string }; activities: SceneActivity[] };

/** What came of a room, activity by activity: public once it is closed, and for its hosts at any time; a rehearsal has none. */
export async function resultsOf(db: Database, room: Room, isHost: boolean): Promise<Results> {
	const { code, title, about } = room;
	const isThere = room.startedAt !== null && (room.closedAt !== null || isHost);
	const begun = isThere ? (await activitiesOf(db, room.id)).filter(({ openedAt }) => openedAt) : [];
	const activities = await Promise.all(
		begun.map(async (one) => ({
			...(await shownActivity(db, one, false)),
			chart: await chartNow(db, one, false)
		}))
	);
	return { room: { code, title, about }, activities };
}
