import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { persons } from '../people/people.tables.ts';
import { inventedDomain } from '../people/personas.ts';
import content from './demonstration/rooms.json' with { type: 'json' };
import { roomContributions } from './answers.tables.ts';
import { roomActivities, roomHosts, rooms, roomSeats } from './room.tables.ts';
import { takeAnswers, type Sent } from './taking.server.ts';
import { keyFor } from './tokens.server.ts';

/** Plants the rooms of a demonstration: one that is over, with answers that are plainly invented, and one to try. */
export async function plantRooms(tx: Database): Promise<void> {
	const [host] = await tx
		.select({ id: persons.id })
		.from(persons)
		.where(eq(persons.email, `${content.host}@${inventedDomain}`));
	if (!host) return;
	for (const room of content.rooms) await plantRoom(tx, host.id, room as PlantedRoom);
}

type PlantedActivity = {
	kind: string;
	title: string;
	isNamed?: boolean;
	settings: unknown;
	/** Of each participant in turn, the fields that they send. */
	answers?: Record<string, string>[];
	/** How many support each question, in their order. */
	supports?: number[];
};
type PlantedRoom = {
	code: string;
	title: string;
	about: string;
	isOver: boolean;
	activities: PlantedActivity[];
};

async function plantRoom(tx: Database, hostId: string, planted: PlantedRoom): Promise<void> {
	const id = uuidv7();
	const { code, title, about, isOver } = planted;
	await tx
		.insert(rooms)
		.values({ id, code, title, about, createdBy: hostId, startedAt: isOver ? new Date() : null });
	await tx.insert(roomHosts).values({ roomId: id, personId: hostId });
	await tx
		.insert(roomSeats)
		.values(content.names.map((name, i) => ({ key: keyFor(tokenOf(id, i), 'seat'), roomId: id, name })));
	for (const [
		position,
		{ kind, title: question, settings, isNamed = false, ...rest }
	] of planted.activities.entries()) {
		const activityId = uuidv7();
		const now = isOver ? new Date() : null;
		await tx.insert(roomActivities).values({
			...{ id: activityId, roomId: id, position: position + 1, kind, title: question, settings },
			...{ isAnonymous: !isNamed, openedAt: now, resultsShownAt: now }
		});
		await answer(tx, id, activityId, rest);
	}
	if (isOver) {
		await tx.update(roomActivities).set({ closedAt: new Date() }).where(eq(roomActivities.roomId, id));
		await tx.update(rooms).set({ closedAt: new Date() }).where(eq(rooms.id, id));
	}
}

async function answer(
	tx: Database,
	roomId: string,
	activityId: string,
	{ answers = [], supports = [] }: Pick<PlantedActivity, 'answers' | 'supports'>
): Promise<void> {
	const send = (i: number, fields: Record<string, string>): Sent => ({
		token: tokenOf(roomId, i),
		activityId,
		fields
	});
	const keyed = answers.map((fields, i) =>
		send(i, 'text' in fields ? { ...fields, key: `planted-${i}` } : fields)
	);
	for (const sent of keyed) await takeAnswers(tx, roomId, [sent]);
	if (supports.length === 0) return;
	const texts = await tx
		.select({ id: roomContributions.id })
		.from(roomContributions)
		.where(eq(roomContributions.activityId, activityId))
		.orderBy(roomContributions.number);
	const votes = texts.flatMap((text, at) =>
		Array.from({ length: supports[at] ?? 0 }, (_, i) => send(i, { contribution: text.id, vote: 'support' }))
	);
	await takeAnswers(tx, roomId, votes);
}

/** Nobody holds these phones. */
function tokenOf(roomId: string, i: number): string {
	return `planted ${roomId} ${i}`;
}
