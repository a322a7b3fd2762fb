import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { test } from '#platform/testing.server.ts';
import { aGroup, aMember } from '../communities/a-group.ts';
import { somebody } from '../people/somebody.ts';
import type { Person } from '../people/people.server.ts';
import { aThread, say } from './a-thread.ts';
import { editMessage } from './changing.server.ts';
import { journalToRead } from './journal.server.ts';
import { messageToRead } from './message-reading.server.ts';
import {
	closeThread,
	hideMessage,
	reportMessage,
	restoreMessage,
	settleReports
} from './moderation.server.ts';
import { threadToRead } from './thread-reading.server.ts';

const as = (person: Person) => ({ reader: 'allies' as const, person });

async function noticesIn(db: Database) {
	const { rows } = await db.execute<{ kind: string; personId: string }>(
		sql`select kind, person_id as "personId" from notices order by id`
	);
	return rows;
}

test('keepers hide a message for a reason that its author reads and the journal keeps; shown again, it is whole', async ({
	db
}) => {
	const { slug, keeper } = await aGroup(db);
	const [zoe, max] = [await aMember(db, slug), await aMember(db, slug)];
	const key = await aThread(db, zoe, slug, { text: 'Gros mot' });
	const at = { slug, key, number: 1 };
	expect(await hideMessage(db, max, at, 'Non')).toEqual({ ok: false, reason: 'forbidden' });
	expect(await hideMessage(db, await somebody(db), at, 'Non')).toEqual({ ok: false, reason: 'not-found' });
	expect(await hideMessage(db, keeper, at, 'Blessant')).toEqual({ ok: true });
	expect(await hideMessage(db, keeper, at, 'Encore')).toEqual({ ok: true });

	const shown = async (person: Person) => (await threadToRead(db, as(person), slug, key, 0))!.messages[0];
	expect(await shown(max)).toMatchObject({ state: 'hidden', html: '', reason: null });
	expect(await shown(zoe)).toMatchObject({ state: 'hidden', html: '', reason: 'Blessant' });
	expect(await messageToRead(db, as(zoe), slug, key, 1)).toMatchObject({ source: null, versions: [] });
	expect(await editMessage(db, zoe, at, { text: 'Mieux', named: [] })).toMatchObject({ ok: false });
	const told = await noticesIn(db);
	expect(told.filter(({ kind }) => kind === 'conversations.hidden')).toMatchObject([{ personId: zoe.id }]);

	expect(await restoreMessage(db, max, at)).toEqual({ ok: false, reason: 'forbidden' });
	await restoreMessage(db, keeper, at);
	expect(await shown(max)).toMatchObject({ state: 'said', html: '<p>Gros mot</p>\n' });
	const journal = await journalToRead(db, as(max), slug, {});
	expect(journal!.lines.map(({ kind, reason }) => [kind, reason])).toEqual([
		['restored', null],
		['hidden', 'Blessant']
	]);
	expect(await journalToRead(db, as(await somebody(db)), slug, {})).toBeUndefined();
});

test('a closed thread is read and nobody writes in it, until a keeper opens it again', async ({ db }) => {
	const { slug, keeper } = await aGroup(db);
	const zoe = await aMember(db, slug);
	const key = await aThread(db, zoe, slug);
	expect(await closeThread(db, zoe, slug, key, 'Fini')).toEqual({ ok: false, reason: 'forbidden' });
	await closeThread(db, keeper, slug, key, 'Tout est dit');
	expect((await threadToRead(db, as(zoe), slug, key, 0))!.thread.closing).toMatchObject({
		reason: 'Tout est dit'
	});
	expect(await say(db, zoe, slug, key, 'Encore')).toEqual({ ok: false, reason: 'closed' });
	expect(await say(db, keeper, slug, key, 'Encore')).toEqual({ ok: false, reason: 'closed' });
	await closeThread(db, keeper, slug, key, null);
	expect(await say(db, zoe, slug, key, 'Encore')).toMatchObject({ ok: true });
});

test('a member reports a message once to the keepers, who alone read it and settle it', async ({ db }) => {
	const { slug, keeper } = await aGroup(db);
	const [zoe, max] = [await aMember(db, slug), await aMember(db, slug, { name: 'Max Roy' })];
	const key = await aThread(db, zoe, slug);
	const at = { slug, key, number: 1 };
	await reportMessage(db, max, at, 'Publicité');
	await reportMessage(db, max, at, 'Publicité !');
	expect(await reportMessage(db, await somebody(db), at, 'Non')).toMatchObject({ ok: false });
	const reports = async (person: Person) => (await journalToRead(db, as(person), slug, {}))!.reports;
	expect(await reports(keeper)).toMatchObject([
		{ number: 1, reasons: [{ by: 'Max Roy', reason: 'Publicité' }] }
	]);
	expect(await reports(zoe)).toEqual([]);
	const told = await noticesIn(db);
	expect(told.filter(({ kind }) => kind === 'conversations.reported')).toMatchObject([
		{ personId: keeper.id }
	]);
	const { messageId } = (await reports(keeper))[0]!;
	expect(await settleReports(db, max, slug, messageId)).toMatchObject({ ok: false });
	expect(await settleReports(db, keeper, slug, messageId)).toEqual({ ok: true });
	expect(await reports(keeper)).toEqual([]);
});
