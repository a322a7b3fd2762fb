import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { expect } from 'vitest';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import type { Database } from '#platform/database.server.ts';
import { activityIn, give, roomWith, secret, textKey, tokenOf, type OpenedRoom } from './a-room.ts';
import { roomContributions, roomPairs } from './answers.tables.ts';
import { drawPairs, meetings } from './drawing.ts';
import { hatOf, hats } from './kinds/hats.ts';
import { undoLast } from './leading.server.ts';
import { ownPlace } from './own-place.server.ts';
import { hideContribution, showContribution } from './ruling.server.ts';
import { chartNow } from './charts-now.server.ts';
import { sceneOf } from './scene.server.ts';
import { takeSeat } from './seats.server.ts';
import { extendStep, nextStep, writeSynthesis } from './stepping.server.ts';

async function board(db: Database, { activityId }: OpenedRoom, isHost = false) {
	const chart = await chartNow(db, await activityIn(db, activityId), isHost);
	if (chart.shape !== 'board') throw new Error('no board');
	return chart;
}

async function named(db: Database, { room }: OpenedRoom, name: string): Promise<string> {
	const taken = await takeSeat(db, room, { secret, person: null, held: undefined }, { name, isMe: false });
	if (!taken.ok) throw new Error('no seat');
	return taken.token;
}

test('under six hats one writes in silence, then the room reads; hosts read all the time', async ({ db }) => {
	const opened = await roomWith(db, 'hats');
	const { host, room } = opened;
	const next = () => nextStep(db, host, room.code);
	await give(db, opened, tokenOf(room), { key: textKey(), text: 'Douze territoires' });
	const columns = async (isHost = false) =>
		(await board(db, opened, isHost)).columns.map(({ texts }) => texts.map(({ text }) => text));
	expect((await board(db, opened)).step).toMatchObject({ phase: 'write', hat: 'factual' });
	expect((await columns())[0]).toEqual([]);
	expect((await columns(true))[0]).toEqual(['Douze territoires']);
	await next();
	expect((await columns())[0]).toEqual(['Douze territoires']);
	await next();
	await give(db, opened, tokenOf(room), { key: textKey(), text: 'De la joie' });
	expect((await board(db, opened)).step).toMatchObject({ phase: 'write', hat: 'emotional' });
	for (let step = 3; step <= 12; step += 1) expect(await next()).toEqual({ ok: true });
	expect(await next()).toEqual({ ok: false, reason: 'not-now' });
	await writeSynthesis(db, host, room.code, 'emotional', 'On est contents');
	const end = await board(db, opened);
	expect(end.step.phase).toBe('board');
	expect(end.columns[1]).toMatchObject({ key: 'emotional', synthesis: 'On est contents', count: 1 });
	await undoLast(db, host, room.code);
	await undoLast(db, host, room.code);
	expect((await board(db, opened)).step).toMatchObject({ phase: 'share', hat: 'organising' });
});

test('one more minute is one more minute, and a hat that is on has an end', async ({ db }) => {
	const opened = await roomWith(db, 'hats');
	const before = (await activityIn(db, opened.activityId)).stepEndsAt!;
	await extendStep(db, opened.host, opened.room.code);
	const after = (await activityIn(db, opened.activityId)).stepEndsAt!;
	expect(after.getTime() - before.getTime()).toBe(60_000);
});

test('with one hat each, people wear all of them about as often, always the same, and write under theirs', async ({
	db
}) => {
	const settings = { mode: 'each', writing: 3, sharing: 5, most: 3 };
	const opened = await roomWith(db, 'hats', { settings });
	const scene = await sceneOf(db, opened.room, false);
	const counts = new Map<string, number>();
	for (let i = 0; i < 300; i += 1) {
		const token = tokenOf(opened.room);
		const own = await ownPlace(db, token, scene.activity);
		if (own?.kind !== 'hat') throw new Error('no hat');
		counts.set(own.hat, (counts.get(own.hat) ?? 0) + 1);
		if (i > 0) continue;
		await give(db, opened, token, { key: textKey(), text: 'Sous mon chapeau' });
		const [written] = await db.select().from(roomContributions);
		expect(hatOf(written!.author)).toBe(own.hat);
		const column = (await board(db, opened, true)).columns.find(({ key }) => key === own.hat)!;
		expect(column.texts).toMatchObject([{ text: 'Sous mon chapeau' }]);
	}
	for (const hat of hats) expect(counts.get(hat), hat).toBeGreaterThan(25);
});

test('chairs are asked for in order, given by a host, and left; one asks once at a time', async ({ db }) => {
	const opened = await roomWith(db, 'fish-bowl');
	const { host, room } = opened;
	const [ada, bo] = [await named(db, opened, 'Ada'), await named(db, opened, 'Bo')];
	const ask = (token: string) => give(db, opened, token, { key: textKey() });
	const place = async (token: string) => ownPlace(db, token, (await sceneOf(db, room, false)).activity);
	await ask(ada);
	await ask(bo);
	expect(await ask(ada)).toEqual({ ok: false, reason: 'too-many' });
	expect(await place(bo)).toEqual({ kind: 'queue', place: 2 });
	const bowl = async () => {
		const chart = await chartNow(db, await activityIn(db, opened.activityId), false);
		return chart.shape === 'bowl'
			? [chart.inside, chart.waiting].map((some) => some.map(({ by }) => by))
			: [];
	};
	const [first] = await db.select().from(roomContributions).orderBy(roomContributions.number);
	await showContribution(db, host, room.code, first!.id);
	expect(await bowl()).toEqual([['Ada'], ['Bo']]);
	expect([await place(ada), await place(bo)]).toEqual([{ kind: 'chair' }, { kind: 'queue', place: 1 }]);
	await hideContribution(db, host, room.code, first!.id);
	expect(await bowl()).toEqual([[], ['Bo']]);
	expect(await ask(ada)).toMatchObject({ ok: true });
	expect(await bowl()).toEqual([[], ['Bo', 'Ada']]);
});

test('pairs are drawn among those who take part, know each other, and meet others at the next round', async ({
	db
}) => {
	const opened = await roomWith(db, 'pairs');
	const { host, room } = opened;
	expect(await nextStep(db, host, room.code)).toEqual({ ok: false, reason: 'not-now' });
	const names = ['Ada', 'Bo', 'Cy', 'Do'];
	const tokens = [];
	for (const name of names) tokens.push(await named(db, opened, name));
	for (const token of tokens) await give(db, opened, token, { takesPart: 'yes' });
	const place = async (token: string) => ownPlace(db, token, (await sceneOf(db, room, false)).activity);
	expect(await place(tokens[0]!)).toEqual({ kind: 'takes-part', isIn: true });
	const met = new Set<string>();
	for (let round = 1; round <= 3; round += 1) {
		expect(await nextStep(db, host, room.code)).toEqual({ ok: true });
		for (const [i, token] of tokens.entries()) {
			const own = await place(token);
			if (own?.kind !== 'pair') throw new Error('no pair');
			met.add([names[i], ...own.names].sort().join(' '));
		}
		await give(db, opened, tokens[0]!, { key: textKey(), text: `Rapporté du tour ${round}` });
	}
	expect(met.size).toBe(6);
	const brought = (await board(db, opened)).columns.map(({ key, texts }) => [
		key,
		texts.map(({ text, by }) => `${by} ${text}`)
	]);
	expect(brought).toEqual([1, 2, 3].map((round) => [String(round), [`Ada Rapporté du tour ${round}`]]));
	expect(await place(tokenOf(room))).toEqual({ kind: 'takes-part', isIn: false });
});

test('whatever the number of people, each is at one table, of two or three, and few meet again', () => {
	fc.assert(
		fc.property(fc.integer({ min: 2, max: 41 }), (count) => {
			const people = Array.from({ length: count }, (_, i) => `p${i}`);
			const met = new Set<string>();
			for (let round = 0; round < Math.min(3, count - 1); round += 1) {
				const tables = drawPairs(people, met);
				expect(tables.flat().sort()).toEqual([...people].sort());
				for (const table of tables) expect([2, 3]).toContain(table.length);
				const again = tables.flatMap(meetings).filter((pair) => met.has(pair)).length;
				if (count > 8) expect(again).toBeLessThanOrEqual(1);
				for (const pair of tables.flatMap(meetings)) met.add(pair);
			}
		})
	);
	expect(drawPairs(['alone'], new Set())).toEqual([]);
});

test('two hosts who go on at the same moment draw two rounds, each person once in each', async () => {
	const { db, close } = await cloneDatabase();
	const opened = await roomWith(db, 'pairs');
	for (let i = 0; i < 6; i += 1) await give(db, opened, tokenOf(opened.room), { takesPart: 'yes' });
	const next = () => nextStep(db, opened.host, opened.room.code);
	await Promise.all([next(), next()]);
	const drawn = await db.select().from(roomPairs).where(eq(roomPairs.activityId, opened.activityId));
	expect([1, 2].map((round) => drawn.filter((one) => one.round === round).length)).toEqual([6, 6]);
	expect(drawn).toHaveLength(12);
	await close();
});
