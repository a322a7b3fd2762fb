import { sql } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { test } from '#platform/testing.server.ts';
import { agree } from './answering.server.ts';
import { asked, contact, mails, origin, view } from './introduced.ts';
import { askOutcomes, outcomeAsked, tellOutcome, tellOutcomeByLink } from './outcomes.server.ts';

const wayOut = { headers: { 'List-Unsubscribe': '<https://alliance.exemple/x>' }, footerLinks: [] };
const post = { origin, mayWrite: async () => wayOut };

describe('a month later', () => {
	test('both sides are asked once what came of it, by a link that opens without signing in and answers nothing by itself', async ({
		db
	}) => {
		const { ada, bo, id } = await asked(db);
		await agree(db, bo, id, contact);
		await askOutcomes(db, post);
		expect((await mails(db)).filter(({ text }) => text.includes('/aide/suites/'))).toEqual([]);
		await db.execute(sql`update introductions set agreed_at = now() - interval '31 days'`);
		await askOutcomes(db, post);
		await askOutcomes(db, post);
		const letters = (await mails(db)).filter(({ text }) => text.includes('/aide/suites/'));
		expect(letters.map(({ recipient }) => recipient).sort()).toEqual([ada.email, bo.email].sort());

		const key = /suites\/([\w-]+)/.exec(letters.find(({ recipient }) => recipient === bo.email)!.text)![1]!;
		expect(await outcomeAsked(db, key)).toMatchObject({ side: 'helper', outcome: null });
		expect(await outcomeAsked(db, key.slice(1))).toBeUndefined();
		const told = { outcome: 'met' as const, sentence: 'Un café.' };
		expect(await tellOutcomeByLink(db, 'x', told)).toBe(false);
		expect(await tellOutcomeByLink(db, key, told)).toBe(true);
		expect(await tellOutcomeByLink(db, key, { outcome: 'working-together', sentence: null })).toBe(true);
		expect((await view(db, bo, id)).outcome).toEqual({ outcome: 'working-together', sentence: null });
		expect((await view(db, ada, id)).outcome).toBeNull();
		const { rows } = await db.execute(
			sql`select details->>'outcome' as outcome from events where name = 'introductions.outcome-told' order by id`
		);
		expect(rows.map(({ outcome }) => outcome)).toEqual(['met', 'working-together']);
	});

	test('who refused these letters is asked on the page of their notifications only', async ({ db }) => {
		const { ada, bo, id } = await asked(db);
		await agree(db, bo, id, contact);
		await db.execute(sql`update introductions set agreed_at = now() - interval '31 days'`);
		const mayWrite = async (_: unknown, person: { id: string }) => (person.id === ada.id ? null : wayOut);
		await askOutcomes(db, { origin, mayWrite });
		const letters = (await mails(db)).filter(({ text }) => text.includes('/aide/suites/'));
		expect(letters.map(({ recipient }) => recipient)).toEqual([bo.email]);
		const { rows } = await db.execute(
			sql`select person_id from notices where kind = 'introductions.outcome-asked' order by person_id`
		);
		expect(rows.map((row) => row.person_id)).toEqual([ada.id, bo.id].sort());
	});

	test('the link of the mail answers for three months; signed in, one can tell later', async ({ db }) => {
		const { bo, id } = await asked(db);
		await agree(db, bo, id, contact);
		await db.execute(sql`update introductions set agreed_at = now() - interval '31 days'`);
		await askOutcomes(db, post);
		const letter = (await mails(db)).find(
			({ recipient, text }) => recipient === bo.email && text.includes('/aide/suites/')
		)!;
		const key = /suites\/([\w-]+)/.exec(letter.text)![1]!;
		const told = { outcome: 'met' as const, sentence: null };
		const daysLater = (days: number) =>
			db.execute(sql`update introductions set outcome_asked_at = now() - make_interval(days => ${days})`);
		await daysLater(89);
		expect(await tellOutcomeByLink(db, key, told)).toBe(true);
		await daysLater(91);
		expect(await outcomeAsked(db, key)).toMatchObject({ isOver: true });
		expect(await tellOutcomeByLink(db, key, { outcome: 'no-need', sentence: null })).toBe(false);
		expect((await view(db, bo, id)).outcome).toEqual(told);
		expect(await tellOutcome(db, bo, id, { outcome: 'working-together', sentence: null })).toBe(true);
	});

	test('nothing can be told of what was never agreed', async ({ db }) => {
		const { ada, id } = await asked(db);
		expect(await tellOutcome(db, ada, id, { outcome: 'met', sentence: null })).toBe(false);
	});
});
