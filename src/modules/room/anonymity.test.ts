import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { test } from '#platform/testing.server.ts';
import type { Database } from '#platform/database.server.ts';
import { somebody } from '../people/somebody.ts';
import { give, roomWith, secret, textKey, addOne } from './a-room.ts';
import { startActivity } from './leading.server.ts';
import { findRoom } from './rooms.server.ts';
import { takeSeat } from './seats.server.ts';
import { keyFor } from './tokens.server.ts';

/** Every value that the database holds, in every table, as text. */
async function everyCell(db: Database): Promise<{ table: string; row: Record<string, unknown> }[]> {
	const { rows: tables } = await db.execute<{ name: string }>(sql`
		select format('%I.%I', table_schema, table_name) as name from information_schema.tables
		where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`);
	const cells = [];
	for (const { name } of tables) {
		const { rows } = await db.execute<{ row: Record<string, unknown> }>(
			sql`select to_jsonb(t) as row from ${sql.raw(name)} t`
		);
		cells.push(...rows.map(({ row }) => ({ table: name, row })));
	}
	return cells;
}

/** Rows that can be reached from a value, through any value that two rows share. */
function reachedFrom(
	start: string,
	cells: { table: string; row: Record<string, unknown> }[],
	shared: Set<string>
): Set<string> {
	const reached = new Set([start]);
	for (let size = 0; size !== reached.size;) {
		size = reached.size;
		for (const { row } of cells) {
			const values = valuesIn(row).filter((value) => !shared.has(value));
			if (values.some((value) => reached.has(value))) for (const value of values) reached.add(value);
		}
	}
	return reached;
}

function valuesIn(value: unknown): string[] {
	if (value === null || typeof value === 'boolean' || typeof value === 'number') return [];
	if (typeof value === 'string') return [value];
	return Object.values(value as object).flatMap(valuesIn);
}

test('nothing in the database leads from a person to what they answered anonymously, whatever the path', async ({
	db
}) => {
	const opened = await roomWith(db, 'choice', { room: { needsAccount: true } });
	const { host, room } = opened;
	const people = [];
	for (let i = 0; i < 10; i += 1) {
		const person = await somebody(db, { name: `Personne Inventée ${i}` });
		const taken = await takeSeat(db, room, { secret, person, held: undefined }, { name: '', isMe: true });
		if (!taken.ok) throw new Error('no seat');
		people.push({ person, token: taken.token });
	}
	for (const [i, { token }] of people.entries()) await give(db, opened, token, { choice: String(i % 3) });
	const activityOf = async (kind: 'open' | 'questions', isNamed: boolean) => {
		await addOne(db, host, room.code, kind, { isNamed });
		await startActivity(db, host, room.code);
		return { room, activityId: (await findRoom(db, room.code))!.currentActivityId! };
	};
	const anonymous = await activityOf('open', false);
	for (const { token } of people)
		await give(db, anonymous, token, { key: textKey(), text: 'Sous aucun nom' });
	const named = await activityOf('questions', true);
	for (const { token, person } of people)
		await give(db, named, token, { key: textKey(), text: `Sous le nom de ${person.name}` });

	const cells = await everyCell(db);
	// What everybody shares leads from anybody to anybody: the room, its activities, its host, days and words of settings.
	const seen = new Map<string, number>();
	for (const { row } of cells)
		for (const value of new Set(valuesIn(row))) seen.set(value, (seen.get(value) ?? 0) + 1);
	const structure = [room.id, room.code, host.id, host.name, host.email, opened.activityId];
	const shared = new Set([...structure, anonymous.activityId, named.activityId]);
	for (const [value, times] of seen) if (times >= people.length) shared.add(value);

	for (const { person, token } of people) {
		const reached = reachedFrom(person.id, cells, shared);
		expect(reached).toContain(`Sous le nom de ${person.name}`);
		for (const { activityId } of [opened, anonymous])
			expect(reached).not.toContain(keyFor(token, activityId));
		expect(JSON.stringify(cells)).not.toContain(token);
	}
});

test('with an account one enters once, and comes back with what the phone holds', async ({ db }) => {
	const { room } = await roomWith(db, 'choice', { room: { needsAccount: true } });
	const person = await somebody(db);
	const none = { name: '', isMe: false };
	const enter = (held?: string) => takeSeat(db, room, { secret, person, held }, none);
	const first = await enter();
	if (!first.ok) throw new Error('no seat');
	expect(await enter(first.token)).toEqual(first);
	expect(await enter()).toEqual({ ok: false, reason: 'has-seat' });
	expect(await enter(`${first.token}x`)).toEqual({ ok: false, reason: 'has-seat' });
	const anonymous = await takeSeat(db, room, { secret, person: null, held: undefined }, none);
	expect(anonymous).toEqual({ ok: false, reason: 'needs-account' });
});
