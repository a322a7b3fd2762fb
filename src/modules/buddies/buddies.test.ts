import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import { aGroup, aMember } from '../communities/a-group.ts';
import { somebody } from '../people/somebody.ts';
import { agree, decline, finish, followBuddies, sayHowItGoes } from './answering.server.ts';
import { askAsNewcomer, offerAsVeteran } from './offering.server.ts';
import { pairEverywhere, pairNow } from './pairing.server.ts';
import { buddiesToRead, pairToRead } from './reading.server.ts';
import { veteran, newcomer, makeAlly, pairsOf, told, proposed } from './buddies-for-tests.ts';

test('two people see how to reach each other once both agreed, and not before', async ({ db }) => {
	const { ada, bo, id } = await proposed(db);
	expect(await told(db, ada)).toEqual(['buddies.proposed']);
	expect(await pairToRead(db, bo, id)).toMatchObject({ name: 'Ada', standing: 'proposed', email: null });
	await agree(db, bo, id);
	for (const one of [ada, bo]) expect((await pairToRead(db, one, id))!.email).toBeNull();
	await agree(db, ada, id);
	expect(await pairToRead(db, bo, id)).toMatchObject({ standing: 'agreed', email: ada.email });
	expect(await pairToRead(db, ada, id)).toMatchObject({ email: bo.email, purpose: newcomer.purpose });
	expect(await told(db, bo)).toEqual(['buddies.proposed', 'buddies.agreed']);
	const stranger = await somebody(db, { isFacilitator: true, isAdministrator: true });
	expect(await pairToRead(db, stranger, id)).toBeUndefined();
	expect(await agree(db, stranger, id)).toMatchObject({ reason: 'not-found' });
});

test('those who declined are not proposed to each other again, anywhere; who had agreed reads that it is not this time', async ({
	db
}) => {
	const { slug, keeper, ada, bo, id } = await proposed(db);
	await agree(db, bo, id);
	expect(await decline(db, ada, id)).toEqual({ ok: true });
	expect(await told(db, bo)).toContain('buddies.not-this-time');
	expect(await pairToRead(db, bo, id)).toMatchObject({ standing: 'not-this-time', email: null });
	expect(await pairNow(db, keeper, slug)).toEqual({ ok: true, pairs: 0 });
	await makeAlly(db, ada);
	await offerAsVeteran(db, ada, null, veteran());
	await askAsNewcomer(db, bo, null, newcomer);
	await pairEverywhere(db);
	expect(await pairsOf(db, bo)).toEqual([]);
});

test('a month later both are asked once how it goes, and it ends with a word', async ({ db }) => {
	const { ada, bo, id } = await proposed(db);
	await agree(db, ada, id);
	await agree(db, bo, id);
	await followBuddies(db);
	expect(await told(db, ada)).not.toContain('buddies.asked');
	await db.execute(sql`update buddy_pairs set veteran_agreed_at = now() - interval '31 days',
		newcomer_agreed_at = now() - interval '31 days'`);
	await followBuddies(db);
	await followBuddies(db);
	for (const one of [ada, bo])
		expect((await told(db, one)).filter((kind) => kind === 'buddies.asked')).toHaveLength(1);
	await sayHowItGoes(db, ada, id, 'slowly');
	await sayHowItGoes(db, ada, id, 'well');
	expect(await pairToRead(db, ada, id)).toMatchObject({ isAsked: true, answer: 'well' });
	expect(await pairToRead(db, bo, id)).toMatchObject({ answer: null });
	await finish(db, bo, id, 'Merci pour tout.');
	expect(await pairToRead(db, ada, id)).toMatchObject({
		standing: 'finished',
		word: 'Merci pour tout.',
		email: null
	});
	expect(await sayHowItGoes(db, ada, id, 'well')).toMatchObject({ reason: 'over' });
});

test('what nobody answers ends by itself after three weeks', async ({ db }) => {
	const { bo, id } = await proposed(db);
	await followBuddies(db);
	expect((await pairToRead(db, bo, id))!.standing).toBe('proposed');
	await db.execute(sql`update buddy_pairs set proposed_at = now() - interval '22 days'`);
	await followBuddies(db);
	expect((await pairToRead(db, bo, id))!.standing).toBe('not-this-time');
});

test('a keeper forms pairs in their group, a facilitator in the alliance, and nobody else', async ({
	db
}) => {
	const { slug, ada } = await proposed(db);
	expect(await pairNow(db, ada, slug)).toMatchObject({ reason: 'forbidden' });
	expect(await pairNow(db, ada, null)).toMatchObject({ reason: 'forbidden' });
	expect(await pairNow(db, await somebody(db, { isFacilitator: true }), null)).toEqual({
		ok: true,
		pairs: 0
	});
	expect(await offerAsVeteran(db, ada, null, veteran())).toMatchObject({ reason: 'not-an-ally' });
	expect(await buddiesToRead(db, await somebody(db), slug)).toBeUndefined();
});

test('nobody has more newcomers than they said, though pairs are formed twice at once', async () => {
	const { db, close } = await cloneDatabase();
	const { slug, keeper } = await aGroup(db);
	const veterans = [await aMember(db, slug), await aMember(db, slug)];
	await offerAsVeteran(db, veterans[0]!, slug, veteran(1));
	await offerAsVeteran(db, veterans[1]!, slug, veteran(2));
	for (let count = 0; count < 6; count += 1) await askAsNewcomer(db, await aMember(db, slug), slug, newcomer);
	const found = await Promise.all([pairNow(db, keeper, slug), pairNow(db, keeper, slug), pairEverywhere(db)]);
	expect(found.slice(0, 2).every((result) => result!.ok)).toBe(true);
	expect(await pairsOf(db, veterans[0]!, slug)).toHaveLength(1);
	expect(await pairsOf(db, veterans[1]!, slug)).toHaveLength(2);
	await close();
});
