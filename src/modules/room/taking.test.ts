import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect } from 'vitest';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import type { Database } from '#platform/database.server.ts';
import { activityIn, addOne, give, roomWith, textKey, tokenOf } from './a-room.ts';
import { AnswerDesk } from './answer-desk.server.ts';
import { sumsOf } from './changes.ts';
import { closeAnswers, pauseRoom, startActivity } from './leading.server.ts';
import { roomAnswers, roomContributions, roomTallies } from './answers.tables.ts';
import { chartNow } from './charts-now.server.ts';
import { takeAnswers } from './taking.server.ts';

async function sums(db: Database): Promise<Record<string, number>> {
	const rows = await db.select().from(roomTallies);
	return Object.fromEntries(
		rows.filter(({ weight }) => weight !== 0).map(({ key, weight }) => [key, weight])
	);
}

test('one person has one answer: the last one counts', async ({ db }) => {
	const opened = await roomWith(db, 'choice');
	const [ada, bo] = [tokenOf(opened.room), tokenOf(opened.room)];
	expect(await give(db, opened, ada, { choice: '0' })).toEqual({ ok: true, isWaiting: false });
	await give(db, opened, bo, { choice: '0' });
	await give(db, opened, ada, { choice: '2' });
	expect(await sums(db)).toEqual({ '0': 1, '2': 1, '#': 2 });
	expect(await db.select().from(roomAnswers)).toHaveLength(2);
});

test('an answer that comes too late is refused, and so is one to another room or to nothing', async ({
	db
}) => {
	const opened = await roomWith(db, 'choice');
	const other = await roomWith(db, 'choice');
	const token = tokenOf(opened.room);
	const foreign = { room: opened.room, activityId: other.activityId };
	expect(await give(db, foreign, token, { choice: '0' })).toMatchObject({ reason: 'not-found' });
	const nothing = { ...opened, activityId: opened.room.id };
	expect(await give(db, nothing, token, { choice: '0' })).toMatchObject({ reason: 'not-found' });
	await pauseRoom(db, opened.host, opened.room.code);
	expect(await give(db, opened, token, { choice: '0' })).toMatchObject({ reason: 'paused' });
	await closeAnswers(db, opened.host, opened.room.code);
	expect(await give(db, opened, token, { choice: '0' })).toMatchObject({ reason: 'not-open' });
	expect(await sums(db)).toEqual({});
});

test('the next activity closes the one before', async ({ db }) => {
	const opened = await roomWith(db, 'choice');
	await addOne(db, opened.host, opened.room.code, 'cloud');
	await startActivity(db, opened.host, opened.room.code);
	expect(await give(db, opened, tokenOf(opened.room), { choice: '0' })).toMatchObject({ reason: 'not-open' });
});

test('what no form offers is refused with the words for its field', async ({ db }) => {
	const wrong: [Parameters<typeof roomWith>[1], Record<string, string>][] = [
		['choice', { choice: '7' }],
		['choice', { choice: '' }],
		['choice', { choice: '0,1' }],
		['scale', { 'item-0': '9' }],
		['scale', {}],
		['ranking', { 'place-0': '1', 'place-1': '1' }],
		['ranking', { 'place-0': '2' }],
		['points', { 'points-0': '99', 'points-1': '2' }],
		['points', { 'points-0': '-1', 'points-1': '2' }],
		['plane', { 'x-0': '101', 'y-0': '5' }],
		['cloud', { 'word-0': '   ' }],
		['cloud', { 'word-0': 'x'.repeat(10_000_000) }],
		['open', { key: textKey(), text: '' }],
		['open', { key: 'court', text: 'Un texte' }],
		['questions', { contribution: '1', vote: 'support' }]
	];
	for (const [kind, fields] of wrong) {
		const opened = await roomWith(db, kind);
		const result = await give(db, opened, tokenOf(opened.room), fields);
		expect(result, JSON.stringify([kind, fields]).slice(0, 100)).toMatchObject({ reason: 'invalid' });
	}
	expect(await sums(db)).toEqual({});
});

test('a text that is sent again and again is written once, and nobody writes more than they may', async ({
	db
}) => {
	const opened = await roomWith(db, 'open', { settings: { most: 2 } });
	const token = tokenOf(opened.room);
	const sent = { key: textKey(), text: 'Une idée 🌱 مرحبا' };
	await give(db, opened, token, sent);
	await takeAnswers(
		db,
		opened.room.id,
		[1, 2, 3].map(() => ({ token, activityId: opened.activityId, fields: sent }))
	);
	await give(db, opened, token, { key: textKey(), text: 'Une deuxième' });
	const third = await give(db, opened, token, { key: textKey(), text: 'Une troisième' });
	expect(third).toMatchObject({ reason: 'too-many' });
	const written = await db.select().from(roomContributions).orderBy(roomContributions.number);
	expect(written.map(({ text, number }) => [number, text])).toEqual([
		[1, 'Une idée 🌱 مرحبا'],
		[2, 'Une deuxième']
	]);
});

test('what holds a refused word waits for a host, whatever its case and accents', async ({ db }) => {
	const opened = await roomWith(db, 'open', { room: { refusedWords: 'imbécile\ngros mot' } });
	for (const text of ['Quel IMBECILE !', 'Les gros mots', 'Un mot gentil']) {
		const result = await give(db, opened, tokenOf(opened.room), { key: textKey(), text });
		expect(result).toEqual({ ok: true, isWaiting: text !== 'Un mot gentil' });
	}
	const chart = await chartNow(db, await activityIn(db, opened.activityId), false);
	expect(chart.shape === 'texts' && chart.texts.map(({ text }) => text)).toEqual(['Un mot gentil']);
});

test('a question is supported once by each, and no longer by who takes it back', async ({ db }) => {
	const opened = await roomWith(db, 'questions');
	await give(db, opened, tokenOf(opened.room), { key: textKey(), text: 'Comment financer ?' });
	const [question] = await db.select().from(roomContributions);
	const [ada, bo] = [tokenOf(opened.room), tokenOf(opened.room)];
	const support = { contribution: question!.id, vote: 'support' };
	for (const token of [ada, ada, bo]) await give(db, opened, token, support);
	expect(await sums(db)).toEqual({ [`${question!.id}:support`]: 2 });
	await give(db, opened, bo, { ...support, vote: '' });
	expect(await sums(db)).toEqual({ [`${question!.id}:support`]: 1 });
	const foreign = await give(db, opened, ada, { ...support, contribution: opened.room.id });
	expect(foreign).toMatchObject({ reason: 'not-found' });
});

test('whatever people change their minds, the sums are those of the answers that stay', async () => {
	const change = fc.record({
		slot: fc.constantFrom('', 'a'),
		value: fc.option(fc.uniqueArray(fc.nat(2)), { nil: null })
	});
	fc.assert(
		fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
			const activity = { id: 'activity', kind: 'choice', settings: {} };
			const held = new Map<string, unknown>();
			const steps = changes.map(({ slot, value }) => {
				const step = { activity, slot, before: held.get(slot) ?? null, after: value };
				held.set(slot, value);
				return step;
			});
			const atOnce = [...held].map(([slot, after]) => ({ activity, slot, before: null, after }));
			const sorted = (sums: ReturnType<typeof sumsOf>) => sums.map((sum) => JSON.stringify(sum)).sort();
			expect(sorted(sumsOf(steps))).toEqual(sorted(sumsOf(atOnce)));
		})
	);
});

test('two processes that take answers at once, twice from the same people, count each person once', async () => {
	const one = await cloneDatabase();
	const opened = await roomWith(one.db, 'choice');
	const desks = [new AnswerDesk(one.db), new AnswerDesk(one.db)];
	const tokens = Array.from({ length: 60 }, () => tokenOf(opened.room));
	const sends = tokens.flatMap((token, i) =>
		desks.map((desk, j) =>
			desk.give(opened.room.id, {
				token,
				activityId: opened.activityId,
				fields: { choice: String((i + j) % 3) }
			})
		)
	);
	const results = await Promise.all(sends);
	expect(results.every(({ ok }) => ok)).toBe(true);
	const counted = await one.db.execute(
		sql`select value ->> 0 as key, count(*)::int as weight from room_answers group by 1 order by 1`
	);
	const kept = await sums(one.db);
	expect(kept['#']).toBe(60);
	expect(counted.rows).toEqual(['0', '1', '2'].map((key) => ({ key, weight: kept[key] })));
	await one.close();
});

test('a phone that sends without end is asked to go gently, and the others go on', async () => {
	const { db, close } = await cloneDatabase();
	const opened = await roomWith(db, 'cloud');
	const desk = new AnswerDesk(db);
	const send = (token: string, word: string) =>
		desk.give(opened.room.id, { token, activityId: opened.activityId, fields: { 'word-0': word } });
	const [flooding, calm] = [tokenOf(opened.room), tokenOf(opened.room)];
	const flood = await Promise.all(Array.from({ length: 1000 }, (_, i) => send(flooding, `mot ${i}`)));
	expect(flood.filter(({ ok }) => ok).length).toBeLessThanOrEqual(40);
	expect(flood.at(-1)).toEqual({ ok: false, reason: 'too-fast' });
	expect(await send(calm, 'calme')).toEqual({ ok: true, isWaiting: false });
	await close();
});
