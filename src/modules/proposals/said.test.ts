import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { test } from '#platform/testing.server.ts';
import { publishedSession } from '../assembly/publishing.server.ts';
import { somebody } from '../people/somebody.ts';
import { give, roomWith, textKey, tokenOf, type OpenedRoom } from '../room/a-room.ts';
import { textsIn } from '../room/charts/chart.ts';
import { closeRoom, startForReal, startActivity } from '../room/leading.server.ts';
import { publicTexts, quoteInSession, resultsOf, textsOfSession } from '../room/results.server.ts';
import { findRoom } from '../room/rooms.server.ts';
import { hideContribution } from '../room/ruling.server.ts';
import { nextStep } from '../room/stepping.server.ts';
import { aProposal, aPublishedEdition, read, slug } from './a-proposal.ts';

/** A room of a session in which one thing was said for real; its id. */
async function whereItIsSaid(
	db: Database,
	sessionId: string,
	kind: 'open' | 'hats' = 'open'
): Promise<OpenedRoom & { said: string }> {
	const opened = await roomWith(db, kind, { room: { sessionId } });
	const { host, room } = opened;
	await startForReal(db, host, room.code);
	await startActivity(db, host, room.code);
	const begun = (await findRoom(db, room.code))!;
	const activityId = begun.currentActivityId!;
	await give(db, { room: begun, activityId }, tokenOf(room), { key: textKey(), text: 'Un bus entre alliés' });
	// What is written under a hat is shown once it is shared.
	if (kind === 'hats') await nextStep(db, host, room.code);
	const { activities } = await resultsOf(db, begun, true);
	return { host, room: begun, activityId, said: textsIn(activities[0]!.chart)[0]!.id };
}

test('what was said is quoted beside the proposal that came of it, once the room is closed and unless it is hidden', async ({
	db
}) => {
	const { sessionId } = await aPublishedEdition(db);
	const { host, room, said } = await whereItIsSaid(db, sessionId);
	const number = await aProposal(db, await somebody(db), 'Un bus', { said });
	expect((await read(db, null, number)).said).toEqual([]);
	await closeRoom(db, host, room.code);
	expect((await read(db, null, number)).said).toMatchObject([
		{ text: 'Un bus entre alliés', by: null, code: room.code }
	]);
	await hideContribution(db, host, room.code, said);
	expect((await read(db, null, number)).said).toEqual([]);
});

test('a host quotes what was said on the page of its session, and no longer; nobody else does', async ({
	db
}) => {
	const { sessionId } = await aPublishedEdition(db);
	const { host, room, said } = await whereItIsSaid(db, sessionId);
	expect(await quoteInSession(db, await somebody(db), room.code, said, true)).toBe(false);
	const other = await whereItIsSaid(db, sessionId);
	expect(await quoteInSession(db, other.host, other.room.code, said, true)).toBe(false);
	expect(await quoteInSession(db, host, room.code, said, true)).toBe(true);
	expect(await textsOfSession(db, sessionId)).toEqual([]);
	await closeRoom(db, host, room.code);
	expect(await textsOfSession(db, sessionId)).toMatchObject([{ text: 'Un bus entre alliés', hat: null }]);
	expect(await publishedSession(db, sessionId)).toMatchObject({ title: 'Synthèse', edition: { slug } });
	await quoteInSession(db, host, room.code, said, false);
	expect(await textsOfSession(db, sessionId)).toEqual([]);
});

test('what was written under a hat is quoted with it', async ({ db }) => {
	const { sessionId } = await aPublishedEdition(db);
	const { host, room, said } = await whereItIsSaid(db, sessionId, 'hats');
	await closeRoom(db, host, room.code);
	expect(await publicTexts(db, [said])).toMatchObject([{ text: 'Un bus entre alliés', hat: 'factual' }]);
});
