import { v4 as uuidv4 } from 'uuid';
import * as v from 'valibot';
import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { mails } from '#platform/mail/mail.tables.ts';
import { test } from '#platform/testing.server.ts';
import { somebody } from '../people/somebody.ts';
import { aGathering } from './a-gathering.ts';
import { presenceSheet } from './presence-sheet.server.ts';
import { SheetInput } from './presences.input.ts';
import { notePresencesOnce } from './sending-again.server.ts';

const site = { secret: 'a secret of tests, thirty-two characters', origin: 'https://alliance.exemple' };

async function hosted(db: Database) {
	const host = await somebody(db);
	const { slug } = await aGathering(db, { hostId: host.id });
	const send = (as: Record<string, string>, by = host) =>
		notePresencesOnce(db, by, slug, v.parse(SheetInput, as), site);
	const others = async () => (await presenceSheet(db, host, slug, site))!.others;
	const names = async () => (await others()).map(({ name }) => name);
	return { send, names, others };
}

test('what a phone sends several times under one key is noted once, and one letter leaves', async ({
	db
}) => {
	const { send, names } = await hosted(db);
	const sheet = { key: uuidv4(), name: 'Eve', email: 'eve@exemple.org' };
	for (let times = 0; times < 3; times += 1) expect(await send(sheet)).toMatchObject({ ok: true });
	expect(await names()).toEqual(['Eve']);
	expect(await db.$count(mails)).toBe(1);
	await send({ key: uuidv4(), name: 'Léo' });
	expect(await names()).toEqual(['Eve', 'Léo']);
});

test('somebody who was struck off since is not noted again by a sheet that arrives twice', async ({ db }) => {
	const { send, names, others } = await hosted(db);
	const sheet = { key: uuidv4(), name: 'Eve' };
	await send(sheet);
	const [{ id } = { id: '' }] = await others();
	await send({ 'others-before': id, others: '' });
	expect(await names()).toEqual([]);
	await send(sheet);
	expect(await names()).toEqual([]);
});

test('a sheet that was refused may be sent again under its key', async ({ db }) => {
	const { send, names } = await hosted(db);
	const stranger = await somebody(db);
	const sheet = { key: uuidv4(), name: 'Eve' };
	expect(await send(sheet, stranger)).toMatchObject({ ok: false });
	expect(await send({ ...sheet, organisation: 'Nulle part' })).toMatchObject({ ok: false });
	expect(await send(sheet)).toMatchObject({ ok: true });
	expect(await names()).toEqual(['Eve']);
});
