import { expect } from 'vitest';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import type { Database } from '#platform/database.server.ts';
import { activityIn, addOne, give, roomWith, textKey, tokenOf, type OpenedRoom } from './a-room.ts';
import { hostingOf } from './hosting.server.ts';
import {
	closeAnswers,
	closeRoom,
	showResults,
	startActivity,
	startForReal,
	undoLast
} from './leading.server.ts';
import { mergeContributions } from './merging.server.ts';
import { changeActivity, moveActivity, removeActivity } from './preparing.server.ts';
import { resultsOf } from './results.server.ts';
import { roomAnswers, roomContributions } from './answers.tables.ts';
import { findRoom } from './rooms.server.ts';
import { hideContribution, hideWord, mergeWords } from './ruling.server.ts';
import { chartNow } from './charts-now.server.ts';
import { activitiesOf, sceneOf } from './scene.server.ts';

async function texts(db: Database, { activityId }: OpenedRoom, isHost = false) {
	const chart = await chartNow(db, await activityIn(db, activityId), isHost);
	if (chart.shape !== 'texts') throw new Error('no texts');
	return chart.texts.map(({ text, votes }) => [text, votes.support ?? 0]);
}

test('others see what the room says once it is shown, hosts always', async ({ db }) => {
	const opened = await roomWith(db, 'choice');
	await give(db, opened, tokenOf(opened.room), { choice: '1' });
	const { code } = opened.room;
	expect((await sceneOf(db, opened.room, false)).activity!.chart).toBeNull();
	expect((await hostingOf(db, opened.room)).scene.activity!.chart).toMatchObject({ answered: 1 });
	await showResults(db, opened.host, code);
	expect((await sceneOf(db, opened.room, false)).activity!.chart).toMatchObject({ answered: 1 });
});

test('each act of a host can be taken back, the last one first', async ({ db }) => {
	const opened = await roomWith(db, 'choice');
	const { code } = opened.room;
	await addOne(db, opened.host, code, 'cloud');
	const standing = async () => {
		const { currentActivityId } = (await findRoom(db, code))!;
		const states = await activitiesOf(db, opened.room.id);
		return [
			currentActivityId,
			states.map(({ openedAt, closedAt, resultsShownAt }) => [openedAt, closedAt, resultsShownAt])
		];
	};
	const before = [];
	for (const act of [showResults, closeAnswers, startActivity, closeRoom]) {
		before.push(await standing());
		expect(await act(db, opened.host, code)).toEqual({ ok: true });
	}
	for (const was of before.reverse()) {
		expect(await undoLast(db, opened.host, code)).toEqual({ ok: true });
		expect(await standing()).toEqual(was);
	}
	const { acts } = await hostingOf(db, opened.room);
	expect(acts.filter(({ what }) => what === 'undo')).toHaveLength(4);
});

test('what is hidden is seen by hosts alone, and comes back when that is taken back', async ({ db }) => {
	const opened = await roomWith(db, 'questions');
	await give(db, opened, tokenOf(opened.room), { key: textKey(), text: 'Une question' });
	const [question] = await db.select().from(roomContributions);
	await hideContribution(db, opened.host, opened.room.code, question!.id);
	expect(await texts(db, opened)).toEqual([]);
	expect(await texts(db, opened, true)).toEqual([['Une question', 0]]);
	await undoLast(db, opened.host, opened.room.code);
	expect(await texts(db, opened)).toEqual([['Une question', 0]]);
	const other = await roomWith(db, 'questions');
	const foreign = await hideContribution(db, other.host, other.room.code, question!.id);
	expect(foreign).toEqual({ ok: false, reason: 'not-found' });
});

test('two questions that say the same count each supporter once, together and apart again', async ({
	db
}) => {
	const opened = await roomWith(db, 'questions');
	const tokens = Array.from({ length: 4 }, () => tokenOf(opened.room));
	for (const text of ['Avec quel argent ?', 'Comment financer ?'])
		await give(db, opened, tokens[0]!, { key: textKey(), text });
	const [first, second] = await db.select().from(roomContributions).orderBy(roomContributions.number);
	const support = (token: string, id: string) =>
		give(db, opened, token, { contribution: id, vote: 'support' });
	for (const token of tokens.slice(0, 3)) await support(token, first!.id);
	for (const token of tokens.slice(2)) await support(token, second!.id);
	expect(await texts(db, opened)).toEqual([
		['Avec quel argent ?', 3],
		['Comment financer ?', 2]
	]);
	const { code } = opened.room;
	expect(await mergeContributions(db, opened.host, code, first!.id, second!.id)).toEqual({ ok: true });
	expect(await texts(db, opened)).toEqual([['Comment financer ?', 4]]);
	// A phone that still shows the first supports the second.
	await support(tokens[1]!, first!.id);
	expect(await texts(db, opened)).toEqual([['Comment financer ?', 4]]);
	await undoLast(db, opened.host, code);
	expect(await texts(db, opened)).toEqual([
		['Avec quel argent ?', 3],
		['Comment financer ?', 2]
	]);
	expect(await db.select().from(roomAnswers)).toHaveLength(5);
});

test('the words of a cloud are taken together, hidden, and taken apart again', async ({ db }) => {
	const opened = await roomWith(db, 'cloud');
	const words = ['Territoires', 'le territoire', 'Énergie', 'energies', 'Pouët'];
	for (const word of words) await give(db, opened, tokenOf(opened.room), { 'word-0': word });
	const cloud = async () => {
		const chart = await chartNow(db, await activityIn(db, opened.activityId), false);
		return chart.shape === 'cloud' && chart.words.map(({ word, count }) => `${word} ${count}`);
	};
	expect(await cloud()).toEqual(['Énergie 2', 'Territoires 2', 'Pouët 1']);
	const { host, activityId } = opened;
	const { code } = opened.room;
	await hideWord(db, host, code, activityId, 'POUET');
	await mergeWords(db, host, code, activityId, 'energie', 'Territoire');
	expect(await cloud()).toEqual(['Territoires 4']);
	await undoLast(db, host, code);
	await undoLast(db, host, code);
	expect(await cloud()).toEqual(['Énergie 2', 'Territoires 2', 'Pouët 1']);
});

test('a rehearsal leaves nothing behind, and has no public results', async ({ db }) => {
	const opened = await roomWith(db, 'open');
	const { host, room } = opened;
	await give(db, opened, tokenOf(room), { key: textKey(), text: 'Essai' });
	await closeRoom(db, host, room.code);
	expect((await resultsOf(db, (await findRoom(db, room.code))!, true)).activities).toEqual([]);
	expect(await startForReal(db, host, room.code)).toEqual({ ok: true });
	expect(await db.select().from(roomContributions)).toEqual([]);
	expect(await undoLast(db, host, room.code)).toEqual({ ok: false, reason: 'not-now' });
	expect(await startForReal(db, host, room.code)).toEqual({ ok: false, reason: 'not-now' });
});

test('results are public once the room is closed, and not before', async ({ db }) => {
	const opened = await roomWith(db, 'open');
	const { host, room } = opened;
	await startForReal(db, host, room.code);
	await startActivity(db, host, room.code);
	await give(db, opened, tokenOf(room), { key: textKey(), text: 'Pour de vrai' });
	const seen = async (isHost: boolean) => resultsOf(db, (await findRoom(db, room.code))!, isHost);
	expect((await seen(false)).activities).toEqual([]);
	expect((await seen(true)).activities).toHaveLength(1);
	await closeRoom(db, host, room.code);
	expect((await seen(false)).activities[0]!.chart).toMatchObject({ texts: [{ text: 'Pour de vrai' }] });
});

test('what has begun is neither changed nor removed; the order may change', async ({ db }) => {
	const { host, room, activityId } = await roomWith(db, 'choice');
	await addOne(db, host, room.code, 'cloud');
	const begun = { ok: false, reason: 'has-begun' };
	const prepared = {
		input: { kind: 'choice' as const, title: 'Autre', about: '', isNamed: false },
		settings: {}
	};
	expect(await removeActivity(db, host, room.code, activityId)).toEqual(begun);
	expect(await changeActivity(db, host, room.code, activityId, prepared)).toEqual(begun);
	await moveActivity(db, host, room.code, activityId, 'down');
	expect((await activitiesOf(db, room.id)).map(({ kind }) => kind)).toEqual(['cloud', 'choice']);
});

test('two hosts who press at the same moment act one after the other, and each act is taken back', async () => {
	const { db, close } = await cloneDatabase();
	const { host, room } = await roomWith(db, 'choice');
	for (const kind of ['cloud', 'open'] as const) await addOne(db, host, room.code, kind);
	await Promise.all([startActivity(db, host, room.code), startActivity(db, host, room.code)]);
	const current = async () => {
		const { currentActivityId } = (await findRoom(db, room.code))!;
		return (await activityIn(db, currentActivityId!)).kind;
	};
	expect(await current()).toBe('open');
	await undoLast(db, host, room.code);
	expect(await current()).toBe('cloud');
	await close();
});
