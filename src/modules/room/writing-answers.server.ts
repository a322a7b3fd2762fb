import { sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { sumsOf, type Sum } from './changes.ts';
import { roomAnswers, roomContributions, roomTallies } from './answers.tables.ts';
import type { AnswerResult, Read } from './taking.server.ts';

type Slot = { activity: string; author: string; slot: string; seat: string | null; value: unknown };

/** Writes values, and adds to the sums what they change; the room is held, so that nobody else changes the same. */
export async function writeAnswers(tx: Database, accepted: Read[], results: AnswerResult[]): Promise<void> {
	const meant = await contributionsMeant(tx, accepted);
	const activities = new Map(accepted.map(({ activity }) => [activity.id, activity]));
	const slots = new Map<string, Slot>();
	const added: Sum[] = [];
	for (const { at, activity, author, seat, given } of accepted) {
		if (!results[at]!.ok) continue;
		for (const [key, weight] of given.adds) added.push({ activity: activity.id, key, weight });
		for (const { slot: named, value } of given.answers) {
			const slot = isId(named) ? meant.get(`${activity.id} ${named}`) : named;
			if (slot === undefined) results[at] = { ok: false, reason: 'not-found' };
			else
				slots.set(placeOf(activity.id, author, slot), { activity: activity.id, author, slot, seat, value });
		}
	}
	const given = [...slots.values()];
	const before = await valuesBefore(tx, given);
	const changes = [...slots].map(([place, { activity, slot, value }]) => {
		return { activity: activities.get(activity)!, slot, before: before.get(place) ?? null, after: value };
	});
	await writeValues(tx, given);
	await addToSums(tx, [...sumsOf(changes), ...added]);
}

/** Adds to the sums of activities; a key that was not there begins at nothing. */
export async function addToSums(tx: Database, sums: Sum[]): Promise<void> {
	if (sums.length === 0) return;
	await tx.execute(sql`
		insert into ${roomTallies} (activity_id, key, weight)
		select activity, key, sum(weight)
		from jsonb_to_recordset(${JSON.stringify(sums)}::jsonb) as s (activity uuid, key text, weight integer)
		group by 1, 2
		on conflict (activity_id, key) do update set weight = ${roomTallies.weight} + excluded.weight`);
}

function placeOf(activity: string, author: string, slot: string): string {
	return `${activity} ${author} ${slot}`;
}

function isId(slot: string): boolean {
	return slot.length === 36;
}

/** Which contribution each vote is for: itself, or the one that it was merged into; those that are hidden or elsewhere are for none. */
async function contributionsMeant(tx: Database, accepted: Read[]): Promise<Map<string, string>> {
	const asked = accepted.flatMap(({ activity, given }) =>
		given.answers.filter(({ slot }) => isId(slot)).map(({ slot }) => ({ activity: activity.id, id: slot }))
	);
	if (asked.length === 0) return new Map();
	const { rows } = await tx.execute<{ activity: string; id: string; meant: string }>(sql`
		select distinct c.activity_id as activity, c.id, coalesce(c.merged_into, c.id) as meant
		from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a (activity uuid, id uuid)
		join ${roomContributions} c on c.id = a.id and c.activity_id = a.activity
		where c.state = 'shown'`);
	return new Map(rows.map(({ activity, id, meant }) => [`${activity} ${id}`, meant]));
}

async function valuesBefore(tx: Database, slots: Slot[]): Promise<Map<string, unknown>> {
	if (slots.length === 0) return new Map();
	const { rows } = await tx.execute<{ activity: string; author: string; slot: string; value: unknown }>(sql`
		select a.activity_id as activity, a.author, a.slot, a.value
		from ${recordset(slots)}
		join ${roomAnswers} a on a.activity_id = s.activity and a.author = s.author and a.slot = s.slot`);
	return new Map(rows.map(({ activity, author, slot, value }) => [placeOf(activity, author, slot), value]));
}

/** A name that was not given to the room is none. */
async function writeValues(tx: Database, slots: Slot[]): Promise<void> {
	const kept = slots.filter(({ value }) => value !== null);
	const gone = slots.filter(({ value }) => value === null);
	if (gone.length > 0)
		await tx.execute(sql`
			delete from ${roomAnswers} a using ${recordset(gone)}
			where a.activity_id = s.activity and a.author = s.author and a.slot = s.slot`);
	if (kept.length > 0)
		await tx.execute(sql`
			insert into ${roomAnswers} (activity_id, author, slot, value, seat)
			select s.activity, s.author, s.slot, s.value, (select key from room_seats where key = s.seat)
			from ${recordset(kept)}
			on conflict (activity_id, author, slot) do update set value = excluded.value, seat = excluded.seat`);
}

function recordset(slots: Slot[]) {
	const columns = sql.raw('s (activity uuid, author text, slot text, seat text, value jsonb)');
	return sql`jsonb_to_recordset(${JSON.stringify(slots)}::jsonb) as ${columns}`;
}
