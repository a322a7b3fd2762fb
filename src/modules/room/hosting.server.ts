import { desc, eq } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { peopleOn } from '#platform/live/announcing.server.ts';
import { persons } from '../people/people.tables.ts';
import { channelOf } from './channel.ts';
import { roomActs } from './room.tables.ts';
import { activitiesOf, sceneOf, type Scene } from './scene.server.ts';

export type Hosting = {
	scene: Scene;
	people: number;
	activities: { id: string; kind: string; title: string; isCurrent: boolean; hasBegun: boolean }[];
	/** The last things that hosts did, the latest first. */
	acts: { id: string; what: string; about: string; by: string | null; isUndone: boolean }[];
};

const lastActs = 8;

/** What those who lead a room see: what is on with its answers as they come, what comes next, how many are there, and what they did. */
export async function hostingOf(db: Database, { id }: { id: string }): Promise<Hosting> {
	const scene = await sceneOf(db, { id }, true);
	const [people, activities, acts] = await Promise.all([
		peopleOn(db, channelOf(id)),
		activitiesOf(db, id),
		actsOf(db, id)
	]);
	return {
		...{ scene, people, acts },
		activities: activities.map(({ id: activityId, kind, title, openedAt }) => ({
			...{ id: activityId, kind, title },
			isCurrent: activityId === scene.activity?.id,
			hasBegun: openedAt !== null
		}))
	};
}

/** The journal of a room. */
export async function actsOf(db: Database, roomId: string, most = lastActs): Promise<Hosting['acts']> {
	const acts = await db
		.select({
			id: roomActs.id,
			what: roomActs.what,
			about: roomActs.about,
			by: persons.name,
			undoneAt: roomActs.undoneAt
		})
		.from(roomActs)
		.leftJoin(persons, eq(persons.id, roomActs.by))
		.where(eq(roomActs.roomId, roomId))
		.orderBy(desc(roomActs.id))
		.limit(most);
	return acts.map(({ undoneAt, ...one }) => ({ ...one, isUndone: undoneAt !== null }));
}
