import { v7 as uuidv7 } from 'uuid';
import { expect } from 'vitest';
import { test } from '#platform/testing.server.ts';
import { somebody } from '../people/somebody.ts';
import { roomWith } from './a-room.ts';
import { closeRoom, showResults, startForReal } from './leading.server.ts';
import { openRoom, roomsOfSession } from './rooms.server.ts';

const input = {
	title: 'Salle',
	about: '',
	needsAccount: false,
	showsAfterReading: false,
	refusedWords: '',
	sessionId: null
};

test('facilitators open rooms and lead them; others cannot', async ({ db }) => {
	expect(await openRoom(db, await somebody(db), input)).toEqual({ ok: false, reason: 'forbidden' });
	const opened = await roomWith(db, 'choice');
	const stranger = await somebody(db, { isFacilitator: true });
	expect(await showResults(db, stranger, opened.room.code)).toEqual({ ok: false, reason: 'not-found' });
	expect(await closeRoom(db, await somebody(db, { isAdministrator: true }), opened.room.code)).toEqual({
		ok: true
	});
});

test('a session of an assembly leads to its rooms once they are started for real', async ({ db }) => {
	const host = await somebody(db, { isFacilitator: true });
	const sessionId = uuidv7();
	const opened = await openRoom(db, host, { ...input, sessionId });
	if (!opened.ok) throw new Error('no room');
	expect(await roomsOfSession(db, sessionId)).toEqual([]);
	await startForReal(db, host, opened.code);
	expect(await roomsOfSession(db, sessionId)).toMatchObject([{ code: opened.code, closedAt: null }]);
});
