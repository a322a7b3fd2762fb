import { asc, eq } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { versionOf } from '#platform/live/announcing.server.ts';
import { channelOf } from './channel.ts';
import { chartNow } from './charts-now.server.ts';
import { votesOf } from './charts/of-kind.ts';
import type { Chart } from './charts/chart.ts';
import { roomActivities, rooms } from './room.tables.ts';
import type { Room } from './rooms.server.ts';

type Activity = typeof roomActivities.$inferSelect;

/** What everybody sees while it goes on: what is still to be kept to oneself is left out of it. */
const alwaysShown = ['hats', 'pairs', 'fish-bowl'];

/** What is before everybody in a room. */
export type Scene = {
	version: number;
	room: {
		code: string;
		title: string;
		about: string;
		isRehearsal: boolean;
		isPaused: boolean;
		isClosed: boolean;
	};
	activity: SceneActivity | null;
};

export type SceneActivity = {
	id: string;
	kind: string;
	title: string;
	about: string;
	settings: unknown;
	isAnonymous: boolean;
	isOpen: boolean;
	isShown: boolean;
	step: number;
	stepEndsAt: string | null;
	answered: number;
	/** What the answers come to: for hosts always, for others once it is shown. */
	chart: Chart | null;
};

/** What a room shows now, to everybody or to those who lead it: everything comes from sums, whatever the number of answers. */
export async function sceneOf(db: Database, { id }: { id: string }, isHost: boolean): Promise<Scene> {
	// The version is read first: what is shown is at least as new as it says.
	const version = await versionOf(db, channelOf(id));
	const [found] = await db
		.select()
		.from(rooms)
		.leftJoin(roomActivities, eq(roomActivities.id, rooms.currentActivityId))
		.where(eq(rooms.id, id));
	const activity = found!.room_activities;
	return {
		version,
		room: shownRoom(found!.rooms),
		activity: activity ? await shownActivity(db, activity, isHost) : null
	};
}

/** An activity with what its answers come to, for whoever may see them. */
async function shownActivity(db: Database, activity: Activity, isHost: boolean): Promise<SceneActivity> {
	const { id, kind, title, about, settings, isAnonymous, step, stepEndsAt } = activity;
	const isShown = activity.resultsShownAt !== null;
	const chart = await chartNow(db, activity, isHost);
	return {
		...{ id, kind, title, about, settings, isAnonymous, step, isShown },
		isOpen: activity.openedAt !== null && activity.closedAt === null,
		stepEndsAt: stepEndsAt?.toISOString() ?? null,
		answered: chart.answered,
		chart: isHost || isShown || kind in votesOf || alwaysShown.includes(kind) ? chart : null
	};
}

/** What a room has prepared, in its order, with where each stands. */
export async function activitiesOf(db: Database, roomId: string): Promise<Activity[]> {
	return db
		.select()
		.from(roomActivities)
		.where(eq(roomActivities.roomId, roomId))
		.orderBy(asc(roomActivities.position));
}

function shownRoom({ code, title, about, startedAt, pausedAt, closedAt }: Room): Scene['room'] {
	return {
		...{ code, title, about },
		isRehearsal: startedAt === null,
		isPaused: pausedAt !== null,
		isClosed: closedAt !== null
	};
}
