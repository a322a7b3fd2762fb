import { eq, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { test } from '#platform/testing.server.ts';
import { personToPlay } from './demonstration.server.ts';
import { passkeysOf, removePasskey } from './passkeys.server.ts';
import {
	closeSession,
	forgetOldSessions,
	personWithSession,
	prolongSession,
	revokeOtherSessions,
	revokeSession,
	sessionsOf
} from './sessions.server.ts';
import { createSignIn, openSession } from './sign-in.server.ts';
import { passkeys, sessions } from './sign-in.tables.ts';
import { somebody } from './somebody.ts';

const settings = { origin: 'http://localhost:5173', secret: 'x'.repeat(32) };

function open(db: Database, personId: string, userAgent = 'Firefox') {
	return openSession(createSignIn(db, settings), personId, userAgent);
}

test('a person sees their devices and which one this is', async ({ db }) => {
	const ada = await somebody(db);
	const here = await open(db, ada.id, 'phone');
	await open(db, ada.id, 'computer');
	const seen = await sessionsOf(db, ada, here);
	expect(seen.map(({ userAgent, isCurrent }) => [userAgent, isCurrent]).sort()).toEqual([
		['computer', false],
		['phone', true]
	]);
});

test('a person signs out one device, or all the others', async ({ db }) => {
	const ada = await somebody(db);
	const [here, one, two] = [await open(db, ada.id), await open(db, ada.id), await open(db, ada.id)];
	const [first] = await db.select().from(sessions).where(eq(sessions.token, one));
	expect(await revokeSession(db, ada, first!.id)).toBe(true);
	expect(await personWithSession(db, one)).toBeUndefined();
	expect(await revokeOtherSessions(db, ada, here)).toBe(1);
	expect(await personWithSession(db, two)).toBeUndefined();
	expect(await personWithSession(db, here)).toBeDefined();
	await closeSession(db, here);
	expect(await personWithSession(db, here)).toBeUndefined();
});

test('a stranger neither sees nor closes the sessions of another person', async ({ db }) => {
	const [ada, eve] = [await somebody(db), await somebody(db)];
	const token = await open(db, ada.id);
	const [session] = await db.select().from(sessions);
	expect(await sessionsOf(db, eve, token)).toEqual([]);
	expect(await revokeSession(db, eve, session!.id)).toBe(false);
	expect(await revokeOtherSessions(db, eve, 'none')).toBe(0);
	expect(await personWithSession(db, token)).toBeDefined();
});

test('a stranger does not remove the passkey of another person', async ({ db }) => {
	const [ada, eve] = [await somebody(db), await somebody(db)];
	const id = '01900000-0000-7000-8000-000000000001';
	await db.insert(passkeys).values({
		id,
		userId: ada.id,
		publicKey: 'key',
		credentialID: 'credential',
		counter: 0,
		deviceType: 'singleDevice',
		backedUp: false
	});
	expect(await removePasskey(db, eve, id)).toBe(false);
	expect(await passkeysOf(db, eve)).toEqual([]);
	expect(await removePasskey(db, ada, id)).toBe(true);
});

test('a session lasts thirty days from the last visit, written once a day', async ({ db }) => {
	const ada = await somebody(db);
	const token = await open(db, ada.id);
	expect(await personWithSession(db, token)).toMatchObject({ isAging: false });
	await db.update(sessions).set({
		updatedAt: sql`now() - interval '25 hours'`,
		expiresAt: sql`now() + interval '3 days'`
	});
	expect(await personWithSession(db, token)).toMatchObject({ isAging: true });
	await prolongSession(db, token);
	const [session] = await db.select().from(sessions);
	expect((session!.expiresAt.getTime() - Date.now()) / 86_400_000).toBeGreaterThan(29);
	expect(await personWithSession(db, token)).toMatchObject({ isAging: false });
});

test('sessions that are over are forgotten', async ({ db }) => {
	const ada = await somebody(db);
	await open(db, ada.id);
	const token = await open(db, ada.id);
	await db
		.update(sessions)
		.set({ expiresAt: sql`now() - interval '1 day'` })
		.where(eq(sessions.token, token));
	await forgetOldSessions(db);
	expect(await db.select().from(sessions)).toHaveLength(1);
});

test('visitors who play the same character neither see nor close each other’s sessions', async ({ db }) => {
	const id = (await personToPlay(db, 'ally'))!;
	const samira = { ...(await somebody(db)), id, email: 'samira.benali@exemple.fr' };
	const [here, there] = [await open(db, id), await open(db, id)];
	const seen = await sessionsOf(db, samira, here);
	expect(seen).toHaveLength(1);
	expect(seen[0]!.isCurrent).toBe(true);
	expect(await revokeOtherSessions(db, samira, here)).toBe(0);
	expect(await personWithSession(db, there)).toBeDefined();
});
