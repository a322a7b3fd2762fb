import { sql } from 'drizzle-orm';
import * as fc from 'fast-check';
import { expect } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import type { Shown } from '../allies/audiences.ts';
import { changeProfile } from '../allies/changing.server.ts';
import { refreshListings } from '../allies/listings.server.ts';
import { ensurePersonProfile } from '../allies/profiles.server.ts';
import { aConfidentialGroup, aGroup, aMember } from '../communities/a-group.ts';
import type { Person } from '../people/people.server.ts';
import { leaveGroup } from '../communities/members.server.ts';
import { somebody } from '../people/somebody.ts';
import { plantSkills } from '../skills/planting.server.ts';
import { findSkill } from '../skills/skills.server.ts';
import { agree, decline, finish, followBuddies, sayHowItGoes } from './answering.server.ts';
import { askAsNewcomer, leaveBuddies, offerAsVeteran } from './offering.server.ts';
import { pairEverywhere, pairNow } from './pairing.server.ts';
import { buddiesData } from './personal-data.server.ts';
import { buddiesToRead, pairToRead } from './reading.server.ts';

const veteran = (atOnce = 1) => ({ atOnce, languages: ['fr' as const], purpose: null });
const newcomer = { purpose: 'Comprendre qui fait quoi.', languages: ['fr' as const, 'en' as const] };

type Page = { offers?: string[]; needs?: string[]; shown?: Partial<Shown> };

/** Somebody with a page of their own that everybody may see but what it keeps. */
async function withPage(db: Database, person: Person, { offers = [], needs = [], shown = {} }: Page) {
	const ids = (slugs: string[]) =>
		Promise.all(slugs.map(async (slug) => ({ skillId: (await findSkill(db, slug))!.id, note: null })));
	const page = await ensurePersonProfile(db, person.id);
	const open = { offers: 'public', needs: 'public', place: 'public' } as const;
	const said = { offers: await ids(offers), needs: await ids(needs) };
	await changeProfile(db, person, page, { audience: 'public', shown: { ...open, ...shown }, ...said });
	return page;
}

async function makeAlly(db: Database, { id }: Person): Promise<void> {
	await db.execute(sql`insert into ally_evidence (id, person_id, circle, fact, reference, happened_at, is_shown)
		values (${uuidv7()}, ${id}, 'support', 'charter-signed', 'x', now(), true)`);
}

const pairsOf = async (db: Database, person: Person, slug: string | null = null) =>
	(await buddiesToRead(db, person, slug))!.pairs;

async function told(db: Database, { id }: Person): Promise<string[]> {
	const { rows } = await db.execute<{ kind: string }>(
		sql`select kind from notices where person_id = ${id} order by id`
	);
	return rows.map(({ kind }) => kind);
}

/** A group in which a veteran and a newcomer were proposed to each other. */
async function proposed(db: Database) {
	const { slug, keeper } = await aGroup(db);
	const [ada, bo] = [await aMember(db, slug, { name: 'Ada' }), await aMember(db, slug, { name: 'Bo' })];
	await offerAsVeteran(db, ada, slug, veteran());
	await askAsNewcomer(db, bo, slug, newcomer);
	expect(await pairNow(db, keeper, slug)).toEqual({ ok: true, pairs: 1 });
	return { slug, keeper, ada, bo, id: (await pairsOf(db, bo, slug))[0]!.id };
}

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

test('people go to whom they share the most with, and read why', async ({ db }) => {
	await plantSkills(db);
	const { slug, keeper } = await aGroup(db);
	const members = [];
	for (const name of ['Ada', 'Bo', 'Cleo', 'Dan']) members.push(await aMember(db, slug, { name }));
	const [ada, bo, cleo, dan] = members as [Person, Person, Person, Person];
	await withPage(db, ada, { offers: ['facilitation'] });
	await withPage(db, bo, { offers: ['mediation'] });
	await withPage(db, cleo, { needs: ['mediation'] });
	await withPage(db, dan, { needs: ['facilitation'] });
	for (const one of [ada, bo]) await offerAsVeteran(db, one, slug, veteran());
	for (const one of [cleo, dan]) await askAsNewcomer(db, one, slug, newcomer);
	await pairNow(db, keeper, slug);
	const [pair] = await pairsOf(db, cleo, slug);
	expect(pair).toMatchObject({ name: 'Bo', shared: { needed: ['Médiation'], languages: ['fr'] } });
});

test('what one keeps from the other changes nothing of what is explained to them', async ({ db }) => {
	await plantSkills(db);
	const { ada, bo, id } = await proposed(db);
	const skills = fc.subarray(['facilitation', 'mediation', 'low-tech']);
	const said = fc.record({ offers: skills, needs: skills });
	const kept = fc.subarray(['offers', 'needs'] as const);
	const explained = async (one: Person) => (await pairToRead(db, one, id))!.shared;
	await fc.assert(
		fc.asyncProperty(said, said, said, kept, async (hers, anew, his, keeps) => {
			const shown = Object.fromEntries(keeps.map((field) => [field, 'private' as const]));
			await withPage(db, bo, his);
			await withPage(db, ada, { ...hers, shown });
			const before = [await explained(ada), await explained(bo)];
			const changed = Object.fromEntries(keeps.map((field) => [field, anew[field]]));
			await withPage(db, ada, { ...hers, ...changed, shown });
			expect([await explained(ada), await explained(bo)]).toEqual(before);
			for (const { needed, common } of before)
				if (keeps.includes('offers')) expect([...needed, ...common]).toEqual([]);
		}),
		{ numRuns: 20 }
	);
}, 60_000);

test('what is for allies is explained to allies alone', async ({ db }) => {
	await plantSkills(db);
	const { ada, bo, id } = await proposed(db);
	await withPage(db, ada, { offers: ['mediation'], shown: { offers: 'allies' } });
	const page = await withPage(db, bo, { needs: ['mediation'] });
	expect((await pairToRead(db, bo, id))!.shared.needed).toEqual([]);
	await makeAlly(db, bo);
	await refreshListings(db, [page]);
	expect((await pairToRead(db, bo, id))!.shared.needed).toEqual(['Médiation']);
});

test('who leaves a group leaves its pairs, and who erases themselves leaves nothing', async ({ db }) => {
	const { slug, member, keeper } = await aConfidentialGroup(db);
	const bo = await aMember(db, slug, { name: 'Bo' });
	await offerAsVeteran(db, member, slug, veteran());
	await askAsNewcomer(db, bo, slug, newcomer);
	await pairNow(db, keeper, slug);
	const { rows } = await db.execute<{ id: string }>(sql`select id from groups`);
	await leaveGroup(db, member, slug);
	const details = { groupId: rows[0]!.id };
	await leaveBuddies(db, { details } as Parameters<typeof leaveBuddies>[1]);
	expect((await pairsOf(db, bo, slug))[0]!.standing).toBe('not-this-time');
	expect(JSON.stringify(await buddiesData.export(db, bo))).toContain('qui fait quoi');
	await buddiesData.erase(db, bo);
	const left = await db.execute(
		sql`select 1 from buddy_pairs union all select 1 from buddy_offers where person_id = ${bo.id}`
	);
	expect(left.rows).toEqual([]);
});
