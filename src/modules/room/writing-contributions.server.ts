import { randomInt } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { v4 as uuidv4 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { kindOf } from './kinds/kinds.ts';
import { holdsRefusedWord } from './refused-words.ts';
import { roomContributions } from './answers.tables.ts';
import { type rooms } from './room.tables.ts';
import type { AnswerResult, Read } from './taking.server.ts';

type Room = typeof rooms.$inferSelect;
type Written = typeof roomContributions.$inferInsert & { at: number };
type Known = { keys: Set<string>; count: number; waiting: number };

/**
 * Writes what people wrote for others: each text once, whatever the number of sends, and as many a person as the activity allows. What
 * holds a refused word waits for a host, as everything does in a room that asks for it. Those written at once are shuffled, so that their
 * order tells nothing.
 */
export async function writeContributions(
	tx: Database,
	room: Room,
	accepted: Read[],
	results: AnswerResult[]
): Promise<void> {
	const writing = accepted.filter(({ given }) => given.contributions.length > 0);
	if (writing.length === 0) return;
	const known = await knownOf(tx, writing);
	const written: Written[] = [];
	for (const { at, activity, author, seat, given } of writing) {
		const most = kindOf(activity.kind).mostContributions?.(activity.settings) ?? 0;
		const theirs = known(activity.id, author);
		for (const { key, text } of given.contributions) {
			if (theirs.keys.has(key)) continue;
			const isBowl = activity.kind === 'fish-bowl';
			if ((isBowl ? theirs.waiting : theirs.count) >= most) {
				results[at] = { ok: false, reason: 'too-many' };
				continue;
			}
			theirs.keys.add(key);
			theirs.count += 1;
			theirs.waiting += 1;
			const waits = !isBowl && (room.showsAfterReading || holdsRefusedWord(text, room.refusedWords));
			const state = waits || isBowl ? 'waiting' : 'shown';
			if (waits) results[at] = { ok: true, isWaiting: true };
			const { id: activityId, step } = activity;
			written.push({ at, id: uuidv4(), activityId, author, key, number: 0, text, step, seat, state });
		}
	}
	await insertShuffled(tx, written);
}

async function knownOf(tx: Database, writing: Read[]): Promise<(activity: string, author: string) => Known> {
	const asked = writing.map(({ activity, author }) => ({ activity: activity.id, author }));
	const { rows } = await tx.execute<{ activity: string; author: string; key: string; state: string }>(sql`
		select distinct c.activity_id as activity, c.author, c.key, c.state
		from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a (activity uuid, author text)
		join ${roomContributions} c on c.activity_id = a.activity and c.author = a.author`);
	const known = new Map<string, Known>();
	const of = (activity: string, author: string): Known => {
		const place = `${activity} ${author}`;
		let theirs = known.get(place);
		if (!theirs) known.set(place, (theirs = { keys: new Set(), count: 0, waiting: 0 }));
		return theirs;
	};
	for (const { activity, author, key, state } of rows) {
		const theirs = of(activity, author);
		theirs.keys.add(key);
		theirs.count += 1;
		if (state !== 'hidden') theirs.waiting += 1;
	}
	return of;
}

async function insertShuffled(tx: Database, written: Written[]): Promise<void> {
	if (written.length === 0) return;
	for (let i = written.length - 1; i > 0; i -= 1) {
		const other = randomInt(i + 1);
		[written[i], written[other]] = [written[other]!, written[i]!];
	}
	const rows = written.map((row, number) => ({ ...row, number }));
	await tx.execute(sql`
		insert into ${roomContributions} (id, activity_id, author, key, number, text, step, seat, state)
		select w.id, w."activityId", w.author, w.key,
			w.number + 1 + coalesce((select max(number) from ${roomContributions} c where c.activity_id = w."activityId"), 0),
			w.text, w.step, (select key from room_seats where key = w.seat), w.state
		from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as w
			(id uuid, "activityId" uuid, author text, key text, number integer, text text, step integer, seat text, state text)`);
}
