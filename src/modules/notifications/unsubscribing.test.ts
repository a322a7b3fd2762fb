import { expect } from 'vitest';
import * as v from 'valibot';
import { v7 as uuidv7 } from 'uuid';
import { test } from '#platform/testing.server.ts';
import { somebody } from '../people/somebody.ts';
import { bells } from './bells-for-tests.ts';
import { noticePreferences } from './notifications.tables.ts';
import { optionalLetters } from './optional-letters.server.ts';
import { preferencesInput } from './preferences.input.ts';
import { pacesOf } from './preferences.server.ts';
import { unsubscribe, unsubscribeKey, unsubscribingTo } from './unsubscribing.server.ts';

const post = { catalogue: bells, origin: 'https://alliance.example', secret: 'a secret of tests' };

test('the link of a mail refuses the mail of its families, of these alone, once and again', async ({
	db
}) => {
	const [zoe, leo] = [await somebody(db), await somebody(db)];
	const key = unsubscribeKey(post.secret, zoe.id, ['bells', 'works']);
	expect(unsubscribingTo(post, key)).toEqual(['Cloches', 'Travaux']);
	expect(await unsubscribe(db, post, key)).toBe(true);
	expect(await unsubscribe(db, post, key)).toBe(true);
	expect([...(await pacesOf(db, bells, zoe.id))]).toEqual([
		['bells', 'none'],
		['towers', 'at-once'],
		['works', 'none']
	]);
	expect((await pacesOf(db, bells, leo.id)).get('bells')).toBe('at-once');
});

test('a forged link refuses nothing', async ({ db }) => {
	const [zoe, leo] = [await somebody(db), await somebody(db)];
	const key = unsubscribeKey(post.secret, zoe.id, ['bells']);
	const ofLeo = unsubscribeKey('another secret', leo.id, ['bells']);
	const forged = [
		...['', 'x', '~bells', key.slice(1), `${key}~works`, key.replace('bells', 'works')],
		...[key.replace('~bells', ''), `A${key}`, key.replace('~', '=~'), ofLeo, key.repeat(20)]
	];
	for (const wrong of forged) {
		expect(unsubscribingTo(post, wrong), wrong).toBeUndefined();
		expect(await unsubscribe(db, post, wrong), wrong).toBe(false);
	}
	expect(await db.$count(noticePreferences)).toBe(0);
});

test('the link of somebody who is no longer there does no harm', async ({ db }) => {
	const key = unsubscribeKey(post.secret, uuidv7(), ['bells']);
	expect(await unsubscribe(db, post, key)).toBe(true);
	expect(await db.$count(noticePreferences)).toBe(0);
});

test('letters that one may refuse carry the way to do so, until one does', async ({ db }) => {
	const zoe = await somebody(db);
	const letter = await optionalLetters(post, 'towers')(db, zoe);
	const url = letter!.footerLinks[0]!.url;
	expect(letter!.headers['List-Unsubscribe']).toBe(`<${url}>`);
	await unsubscribe(db, post, url.split('/').at(-1)!);
	expect(await optionalLetters(post, 'towers')(db, zoe)).toBeNull();
	expect(await optionalLetters(post, 'towers')(db, { ...zoe, locale: 'en' })).toBeNull();
});

const schema = preferencesInput(bells);
const usual = {
	hour: '8',
	timeZone: 'Europe/Paris',
	'mail-bells': 'daily',
	'mail-towers': 'none',
	'mail-works': 'weekly'
};

test('a choice is read as it is sent', () => {
	expect(v.parse(schema, { ...usual, 'page-bells': 'on' })).toEqual({
		clock: { hour: 8, timeZone: 'Europe/Paris' },
		choices: [
			{ family: 'bells', isOnPage: true, pace: 'daily' },
			{ family: 'towers', isOnPage: false, pace: 'none' },
			{ family: 'works', isOnPage: false, pace: 'weekly' }
		]
	});
});

test.for([
	{ hour: '25' },
	{ hour: '24' },
	{ hour: '-1' },
	{ hour: '8.5' },
	{ hour: '' },
	{ timeZone: 'Europe/Ailleurs' },
	{ timeZone: 'UTC; drop table notices' },
	{ 'mail-bells': 'hourly' },
	{ 'mail-towers': 'daily' },
	{ 'mail-bells': '' }
])('what no list offers is refused: %o', (wrong) => {
	const { success, issues } = v.safeParse(schema, { ...usual, ...wrong });
	expect(success).toBe(false);
	expect(issues!.map((issue) => v.getDotPath(issue))).toEqual(Object.keys(wrong));
});
