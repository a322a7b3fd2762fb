import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Person } from '../people/people.server.ts';
import { somebody } from '../people/somebody.ts';
import type { KindName } from './kinds/kinds.ts';
import { startActivity } from './leading.server.ts';
import { addActivities } from './preparing.server.ts';
import { roomActivities } from './room.tables.ts';
import { findRoom, openRoom, type Room } from './rooms.server.ts';
import { takeAnswers, type AnswerResult } from './taking.server.ts';
import { newToken } from './tokens.server.ts';

export const secret = 'a secret of tests';

/** What an activity of a test is made of; each kind has what it needs. */
const usual: Record<string, unknown> = {
	choice: { options: ['Oui', 'Non', 'Peut-être'], most: 1 },
	cloud: { most: 3 },
	scale: { items: ['Utile', 'Clair'], from: 1, to: 5, low: '', high: '' },
	ranking: { options: ['Une', 'Deux', 'Trois'] },
	points: { options: ['Une', 'Deux', 'Trois'], total: 100 },
	plane: { items: ['Ici'], left: 'a', right: 'b', bottom: 'c', top: 'd' },
	open: { most: 3 },
	questions: { most: 3 },
	statements: { most: 3 },
	hats: { mode: 'together', writing: 3, sharing: 5, most: 3 },
	'fish-bowl': { chairs: 2 },
	pairs: { rounds: 3, minutes: 10, most: 3 },
	applause: {}
};

export type OpenedRoom = { host: Person; room: Room; activityId: string };

/** A room with one activity, which is open. */
export async function roomWith(
	db: Database,
	kind: KindName,
	more: { settings?: unknown; isNamed?: boolean; room?: Partial<Room> } = {}
): Promise<OpenedRoom> {
	const host = await somebody(db, { isFacilitator: true, name: 'Hôte Inventé' });
	const input = {
		title: 'Salle',
		about: '',
		needsAccount: false,
		showsAfterReading: false,
		refusedWords: '',
		sessionId: null
	};
	const opened = await openRoom(db, host, { ...input, ...more.room });
	if (!opened.ok) throw new Error('no room');
	await addOne(db, host, opened.code, kind, more);
	await startActivity(db, host, opened.code);
	const room = (await findRoom(db, opened.code))!;
	return { host, room, activityId: room.currentActivityId! };
}

/** Prepares one more activity. */
export async function addOne(
	db: Database,
	host: Person,
	code: string,
	kind: KindName,
	{ settings, isNamed = false }: { settings?: unknown; isNamed?: boolean } = {}
): Promise<void> {
	const input = { kind, title: `Une question (${kind})`, about: '', isNamed };
	await addActivities(db, host, code, [{ input, settings: settings ?? usual[kind] }]);
}

export function tokenOf(room: Room): string {
	return newToken(secret, room.id);
}

/** Gives one answer, as a phone does. */
export async function give(
	db: Database,
	{ room, activityId }: Pick<OpenedRoom, 'room' | 'activityId'>,
	token: string,
	fields: Record<string, string>
): Promise<AnswerResult> {
	const [result] = await takeAnswers(db, room.id, [{ token, activityId, fields }]);
	return result!;
}

/** A key such as a phone makes for a text. */
export function textKey(): string {
	return randomBytes(9).toString('base64url');
}

export async function activityIn(db: Database, id: string) {
	return (await db.select().from(roomActivities).where(eq(roomActivities.id, id)))[0]!;
}
