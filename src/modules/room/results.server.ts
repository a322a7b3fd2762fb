import { and, eq, inArray, isNotNull, sql, type SQL } from 'drizzle-orm';
import { validate as isUuid } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import type { Person } from '../people/people.server.ts';
import { roomContributions } from './answers.tables.ts';
import type { Chart } from './charts/chart.ts';
import { chartsNow } from './charts-now.server.ts';
import { roomActivities, rooms, roomSeats } from './room.tables.ts';
import { roomLedBy, type Room } from './rooms.server.ts';
import { activitiesOf } from './scene.server.ts';
import { stepsOf } from './steps.ts';
import { columnOf } from './texts-of.server.ts';

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
export async function textSaid(db: Database, room: Room, isHost: boolean, id: string) {
	if (!isThere(room, isHost) || !isUuid(id)) return undefined;
	const [found] = await textsWhere(
		db,
		and(eq(roomContributions.id, id), eq(roomActivities.roomId, room.id), isShown)
	);
	return found;
}

const isShown = eq(roomContributions.state, 'shown');
const isPublic = and(isShown, isNotNull(rooms.startedAt), isNotNull(rooms.closedAt));

/** Of what was said in rooms, what everybody may read: it is shown, and the room is closed. */
export async function publicTexts(db: Database, ids: string[]) {
	return ids.length === 0 ? [] : textsWhere(db, and(inArray(roomContributions.id, ids), isPublic));
}

/** What hosts quote with a session of what was said in its rooms, as far as everybody may read it. */
export async function textsOfSession(db: Database, sessionId: string) {
	return textsWhere(db, and(eq(rooms.sessionId, sessionId), roomContributions.isQuoted, isPublic));
}

/** Something that was said, with where; `hat` is the one under which it was written, or null. */
export type Said = Awaited<ReturnType<typeof textsWhere>>[number];

async function textsWhere(db: Database, wanted: SQL | undefined) {
	const rows = await db
		.select({
			id: roomContributions.id,
			text: roomContributions.text,
			isQuoted: roomContributions.isQuoted,
			by: roomSeats.name,
			question: roomActivities.title,
			code: rooms.code,
			room: rooms.title,
			activity: { kind: roomActivities.kind, settings: roomActivities.settings },
			step: roomContributions.step,
			author: roomContributions.author
		})
		.from(roomContributions)
		.innerJoin(roomActivities, eq(roomActivities.id, roomContributions.activityId))
		.innerJoin(rooms, eq(rooms.id, roomActivities.roomId))
		.leftJoin(roomSeats, eq(roomSeats.key, roomContributions.seat))
		.where(wanted)
		.orderBy(roomContributions.id)
		.limit(onPage);
	return rows.map(({ activity, step, author, ...said }) => {
		const hat = activity.kind === 'hats' ? columnOf(stepsOf(activity)[step], author) : null;
		return { ...said, hat };
	});
}

/** Quotes something that was said with the session that took place in a room, or no longer; its hosts do. */
export async function quoteInSession(
	db: Database,
	person: Person,
	code: string,
	id: string,
	isQuoted: boolean
): Promise<boolean> {
	const room = await roomLedBy(db, person, code);
	if (!room?.sessionId) return false;
	const inRoom = sql`exists (select from ${roomActivities} a
		where a.id = ${roomContributions.activityId} and a.room_id = ${room.id})`;
	return db.transaction(async (tx) => {
		const quoted = await tx
			.update(roomContributions)
			.set({ isQuoted })
			.where(and(eq(roomContributions.id, id), isShown, inRoom))
			.returning({ id: roomContributions.id });
		if (quoted.length === 0) return false;
		await recordEvent(tx, { name: 'room.quoted', actorId: person.id, details: { code } });
		return true;
	});
}

/** Whether a room has results for somebody: those of what was for real, for all once it is closed. */
function isThere({ startedAt, closedAt }: Room, isHost: boolean): boolean {
	return startedAt !== null && (closedAt !== null || isHost);
}
