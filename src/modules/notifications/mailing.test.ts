import { asc, eq, sql } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { mails } from '#platform/mail/mail.tables.ts';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import type { Person } from '../people/people.server.ts';
import { somebody } from '../people/somebody.ts';
import { bells, ring } from './bells-for-tests.ts';
import { mailNotices } from './mailing.server.ts';
import { markAsRead } from './marking.server.ts';
import { noticePreferences, notices } from './notifications.tables.ts';
import { notify } from './notifying.server.ts';
import { choosePreferences } from './preferences.server.ts';

const post = { catalogue: bells, origin: 'https://alliance.example', secret: 'a secret of tests' };
const minutes = (count: number) => new Date(Date.now() + count * 60_000);
const soon = minutes(4);

/** Mails what is due at a moment; the letters that wait to be sent, each as its address and title. */
async function mailed(db: Database, now = soon): Promise<string[]> {
	await mailNotices(db, post, now);
	const letters = await db.select().from(mails).orderBy(asc(mails.id));
	return letters.map(({ recipient, subject }) => `${recipient} ${subject}`);
}

const zoe = (db: Database) => somebody(db, { name: 'Zoé', email: 'zoe@exemple.org' });
const mended = { kind: 'bell.mended', by: null, path: '/cloches/2', details: { by: 'Léo' } } as const;

describe('mail', () => {
	test('leaves a few minutes after, with the link, what it says, where an answer goes and how to receive it no longer', async ({
		db
	}) => {
		const { id } = await zoe(db);
		await notify(db, { ...ring, to: [id] });
		expect(await mailed(db, new Date())).toEqual([]);
		expect(await mailed(db)).toEqual(['zoe@exemple.org La cloche a sonné 3 fois']);
		const [letter] = await db.select().from(mails);
		expect(letter!.text).toMatch(
			/La cloche a sonné 3 fois\nDin, dan, don\nhttps:\/\/alliance\.example\/cloches\/1\n/
		);
		expect(letter!.replyTo).toBe('cloche+3@exemple.fr');
		expect(letter!.headers!['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
		expect(letter!.headers!['List-Unsubscribe']).toMatch(
			/^<https:\/\/alliance\.example\/desabonnement\/[\w-]+~bells>$/
		);
	});

	test('is one letter for several things, without an address for answers, and never comes twice', async ({
		db
	}) => {
		const { id } = await zoe(db);
		for (const times of [1, 2, 3])
			await notify(db, { ...ring, about: `bells.bell:${times}`, to: [id], details: { times } });
		expect(await mailed(db)).toEqual(['zoe@exemple.org Maillage : 3 choses à lire']);
		expect((await db.select().from(mails))[0]!.replyTo).toBeNull();
		expect(await mailed(db)).toHaveLength(1);
		await notify(db, { ...ring, about: 'bells.bell:1', to: [id] });
		expect(await mailed(db, minutes(60))).toHaveLength(1);
	});

	test('does not tell what was read meanwhile, nor what one may no longer see', async ({ db }) => {
		const person = await zoe(db);
		await notify(db, { ...ring, to: [person.id] });
		await notify(db, {
			...ring,
			about: 'bells.bell:2',
			to: [person.id],
			details: { times: 1, isSecret: true }
		});
		const [first] = await db.select().from(notices).orderBy(asc(notices.id));
		await markAsRead(db, person, first!.id);
		expect(await mailed(db)).toEqual([]);
		expect(await db.select({ about: notices.about }).from(notices)).toEqual([{ about: ring.about }]);
	});

	test('does not leave for what has a letter of its own, nor to somebody without an address', async ({
		db
	}) => {
		const [{ id }, leo] = [await zoe(db), await somebody(db, { email: null as unknown as string })];
		await notify(db, {
			kind: 'tower.closed',
			by: null,
			about: 'tower:1',
			path: '/tours',
			to: [id],
			details: {}
		});
		await notify(db, { ...ring, to: [leo.id] });
		expect(await mailed(db)).toEqual([]);
		expect(await db.$count(notices, sql`mail_due is not null`)).toBe(0);
	});

	test('of one person that cannot be made keeps nothing from the others', async ({ db }) => {
		const [{ id }, leo] = [await zoe(db), await somebody(db, { email: 'leo@exemple.org' })];
		await notify(db, { ...mended, about: 'bells.bell:2', to: [id], details: null as never });
		await notify(db, { ...ring, to: [id, leo.id] });
		await prefer(db, { id }, 'works', 'at-once');
		expect(await mailed(db)).toEqual(['leo@exemple.org La cloche a sonné 3 fois']);
	});
});

async function prefer(
	db: Database,
	{ id }: { id: string },
	family: string,
	pace: 'at-once' | 'weekly' | 'none'
) {
	await db.insert(noticePreferences).values({ personId: id, family, channel: 'mail', pace });
}

const chosen = (timeZone: string, hour: number) => ({
	clock: { timeZone: timeZone as 'Europe/Paris', hour },
	choices: []
});

describe('what one reads once a day or a week', () => {
	test('leaves at one’s hour, in the zone where one is, and not before', async ({ db }) => {
		const [here, away] = [await zoe(db), await somebody(db, { email: 'leo@exemple.org' })];
		await choosePreferences(db, away, chosen('Pacific/Noumea', 7));
		await notify(db, { ...mended, about: 'bells.bell:2', to: [here.id, away.id] });
		await db.update(notices).set({ createdAt: new Date('2027-01-12T12:00:00Z') });
		expect(await mailed(db, new Date('2027-01-12T19:59:00Z'))).toEqual([]);
		expect(await mailed(db, new Date('2027-01-12T20:00:00Z'))).toEqual([
			'leo@exemple.org Léo a réparé la cloche'
		]);
		expect(await mailed(db, new Date('2027-01-13T06:59:00Z'))).toHaveLength(1);
		expect(await mailed(db, new Date('2027-01-13T07:00:00Z'))).toHaveLength(2);
	});

	test('is gathered until Monday for who chose so, and is never mailed to who refused it', async ({ db }) => {
		const [weekly, never] = [await zoe(db), await somebody(db, {})];
		await prefer(db, weekly, 'works', 'weekly');
		await prefer(db, never, 'works', 'none');
		await notify(db, { ...mended, about: 'bells.bell:2', to: [weekly.id, never.id] });
		await db.update(notices).set({ createdAt: new Date('2027-01-12T12:00:00Z') });
		expect(await mailed(db, new Date('2027-01-17T23:00:00Z'))).toEqual([]);
		expect(await mailed(db, new Date('2027-01-18T07:00:00Z'))).toEqual([
			'zoe@exemple.org Léo a réparé la cloche'
		]);
	});

	test('follows another choice as soon as it is made', async ({ db }) => {
		const person = await zoe(db);
		await notify(db, { ...mended, about: 'bells.bell:2', to: [person.id] });
		await mailNotices(db, post, soon);
		expect(await db.$count(mails)).toBe(0);
		const choices = [{ family: 'works', isOnPage: true, pace: 'at-once' as const }];
		await choosePreferences(db, person, { ...chosen('Europe/Paris', 8), choices });
		expect(await mailed(db)).toEqual(['zoe@exemple.org Léo a réparé la cloche']);
	});
});

describe('processes', () => {
	test('that mail at once mail nothing twice', async () => {
		const { db, close } = await cloneDatabase();
		const people: Person[] = [];
		for (let index = 0; index < 20; index += 1) people.push(await somebody(db));
		const to = people.map(({ id }) => id);
		await db.transaction((tx) => notify(tx, { ...ring, to }));
		await db.transaction((tx) => notify(tx, { ...ring, about: 'bells.bell:2', to }));
		await Promise.all([1, 2, 3, 4].map(() => mailNotices(db, post, soon)));
		expect(await db.$count(mails)).toBe(20);
		expect(await db.$count(notices, sql`mailed_at is not null`)).toBe(40);
		await close();
	});

	test('one that stops in between has neither mailed nor said that it did', async () => {
		const { db, close } = await cloneDatabase();
		const { id } = await zoe(db);
		await db.transaction((tx) => notify(tx, { ...ring, to: [id] }));
		const stopped = db.transaction(async (tx) => {
			await mailNotices(tx, post, soon);
			expect(await tx.$count(mails)).toBe(1);
			throw new Error('stopped');
		});
		await expect(stopped).rejects.toThrow('stopped');
		expect(await db.$count(notices, eq(notices.personId, id))).toBe(1);
		expect(await mailed(db)).toHaveLength(1);
		await close();
	});
});
