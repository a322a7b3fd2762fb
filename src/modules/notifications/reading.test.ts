import { eq, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { speaking } from '#platform/locale.server.ts';
import { test } from '#platform/testing.server.ts';
import type { Person } from '../people/people.server.ts';
import { somebody } from '../people/somebody.ts';
import { bells, ring } from './bells-for-tests.ts';
import { markAllAsRead, markAsRead, unreadOn } from './marking.server.ts';
import { notices } from './notifications.tables.ts';
import { notify } from './notifying.server.ts';
import { forgetOldNotices, notificationsData } from './personal-data.server.ts';
import { choosePreferences, preferencesOf } from './preferences.server.ts';
import { noticesOf, unreadCount } from './reading.server.ts';

async function rungFor(db: Database, person: Person, times: number, path = '/cloches/1') {
	await notify(db, { ...ring, about: `bells.bell:${times}`, to: [person.id], path, details: { times } });
}

const titles = async (db: Database, person: Person, which: 'unread' | 'all' = 'all', place = {}) =>
	(await noticesOf(db, bells, person, which, place)).lines.map(
		({ title, isUnread }) => `${isUnread ? '* ' : ''}${title}`
	);

test('somebody reads what they were told, newest first, and marks one or all as read', async ({ db }) => {
	const [zoe, leo] = [await somebody(db), await somebody(db)];
	for (const times of [1, 2, 3]) await rungFor(db, zoe, times);
	expect(await titles(db, zoe)).toEqual([
		'* La cloche a sonné 3 fois',
		'* La cloche a sonné 2 fois',
		'* La cloche a sonné 1 fois'
	]);
	const [first] = (await noticesOf(db, bells, zoe, 'unread', {})).lines;
	expect(await markAsRead(db, leo, first!.id)).toBe(false);
	expect(await markAsRead(db, zoe, 'not an id')).toBe(false);
	expect(await markAsRead(db, zoe, first!.id)).toBe(true);
	expect(await unreadCount(db, bells, zoe)).toBe(2);
	expect(await titles(db, zoe, 'unread')).toHaveLength(2);
	await markAllAsRead(db, zoe);
	expect(await titles(db, zoe, 'unread')).toEqual([]);
	expect(await titles(db, zoe)).toHaveLength(3);
	expect(await titles(db, leo)).toEqual([]);
});

test('a long list is read page by page, forwards and back', async ({ db }) => {
	const zoe = await somebody(db);
	for (let times = 1; times <= 65; times += 1) await rungFor(db, zoe, times);
	const first = await noticesOf(db, bells, zoe, 'all', {});
	expect([first.lines.length, first.previous]).toEqual([30, null]);
	const second = await noticesOf(db, bells, zoe, 'all', { after: first.next! });
	expect(second.lines[0]!.title).toBe('La cloche a sonné 35 fois');
	const third = await noticesOf(db, bells, zoe, 'all', { after: second.next! });
	expect([third.lines.length, third.next]).toEqual([5, null]);
	expect(await noticesOf(db, bells, zoe, 'all', { before: third.previous! })).toEqual(second);
	expect(await titles(db, zoe, 'all', { after: 'nonsense' })).toHaveLength(30);
});

test('whoever opens the page of a thing has read what led there, and nothing else', async ({ db }) => {
	const [zoe, leo] = [await somebody(db), await somebody(db)];
	await rungFor(db, zoe, 1, '/cloches/1?vue=large#son-2');
	await rungFor(db, zoe, 2, '/cloches/12');
	await rungFor(db, leo, 1);
	expect(await unreadOn(db, bells, zoe, '/cloches')).toBe(2);
	expect(await unreadOn(db, bells, zoe, '/cloches/1')).toBe(1);
	expect(await unreadOn(db, bells, leo, '/')).toBe(1);
	expect(await db.$count(notices, sql`read_at is not null and mail_due is not null`)).toBe(0);
});

test('what one may no longer see is taken away, also from the bell', async ({ db }) => {
	const zoe = await somebody(db);
	await rungFor(db, zoe, 1);
	await notify(db, { ...ring, about: 'bells.bell:2', to: [zoe.id], details: { times: 2, isSecret: true } });
	expect(await titles(db, zoe)).toEqual(['* La cloche a sonné 1 fois']);
	expect(await unreadCount(db, bells, zoe)).toBe(1);
});

test('a family that one does not wish on the page is neither listed nor counted, and comes back when one does', async ({
	db
}) => {
	const zoe = await somebody(db);
	await rungFor(db, zoe, 1);
	const clock = { timeZone: 'Indian/Reunion' as const, hour: 19 };
	const bellsOn = (isOnPage: boolean) => [{ family: 'bells', isOnPage, pace: 'weekly' as const }];
	await choosePreferences(db, zoe, { clock, choices: bellsOn(false) });
	expect([await titles(db, zoe), await unreadCount(db, bells, zoe)]).toEqual([[], 0]);
	expect(await preferencesOf(db, bells, zoe)).toMatchObject({
		clock,
		families: [
			{ name: 'bells', isOnPage: false, pace: 'weekly', choices: ['at-once', 'daily', 'weekly', 'none'] },
			{ name: 'towers', isOnPage: true, pace: 'at-once', choices: ['at-once', 'none'] },
			{ name: 'works', isOnPage: true, pace: 'daily' }
		]
	});
	await choosePreferences(db, zoe, { clock, choices: bellsOn(true) });
	expect(await unreadCount(db, bells, zoe)).toBe(1);
});

test('the bell does not count beyond a hundred', async ({ db }) => {
	const zoe = await somebody(db);
	for (let times = 1; times <= 120; times += 1) await rungFor(db, zoe, times);
	expect(await unreadCount(db, bells, zoe)).toBe(100);
});

test('what was read three months ago, or never in a year, is erased', async ({ db }) => {
	const zoe = await somebody(db);
	for (const times of [1, 2]) await rungFor(db, zoe, times);
	await db
		.update(notices)
		.set({ readAt: sql`now()`, mailDue: null })
		.where(eq(notices.about, 'bells.bell:1'));
	const inDays = (days: number) => new Date(Date.now() + days * 24 * 3_600_000);
	await forgetOldNotices(db, inDays(89));
	expect(await titles(db, zoe)).toHaveLength(2);
	await forgetOldNotices(db, inDays(91));
	expect(await titles(db, zoe)).toEqual(['* La cloche a sonné 2 fois']);
	await forgetOldNotices(db, inDays(366));
	expect(await titles(db, zoe)).toEqual([]);
});

test('somebody takes away what they were told and chose; erased, they leave nothing, nor what told of their acts', async ({
	db
}) => {
	const [zoe, leo] = [await somebody(db), await somebody(db)];
	await rungFor(db, zoe, 1);
	await notify(db, { ...ring, about: 'bells.bell:2', by: zoe.id, to: [leo.id] });
	const clock = { timeZone: 'Europe/Lisbon' as const, hour: 6 };
	await choosePreferences(db, zoe, { clock, choices: [{ family: 'bells', isOnPage: true, pace: 'none' }] });
	const { export: take, erase, tables } = notificationsData(bells);
	const held = await speaking('fr', () => take(db, zoe));
	expect(held.map(({ rows }) => rows)).toMatchObject([
		[{ title: 'La cloche a sonné 1 fois', page: '/cloches/1' }],
		[
			{ family: 'Cloches', channel: 'Par courriel', pace: 'Jamais' },
			{ family: 'Cloches', channel: 'Dans mes notifications' }
		],
		[clock]
	]);
	await erase(db, zoe);
	for (const table of tables) expect(await db.$count(sql.identifier(table) as never), table).toBe(0);
});
