import { sql } from 'drizzle-orm';
import * as fc from 'fast-check';
import { expect } from 'vitest';
import { test } from '#platform/testing.server.ts';
import { refreshListings } from '../allies/listings.server.ts';
import { aConfidentialGroup, aGroup, aMember } from '../communities/a-group.ts';
import { leaveGroup } from '../communities/members.server.ts';
import type { Person } from '../people/people.server.ts';
import { plantSkills } from '../skills/planting.server.ts';
import { askAsNewcomer, leaveBuddies, offerAsVeteran } from './offering.server.ts';
import { pairNow } from './pairing.server.ts';
import { buddiesData } from './personal-data.server.ts';
import { pairToRead } from './reading.server.ts';
import { veteran, newcomer, withPage, makeAlly, pairsOf, proposed } from './buddies-for-tests.ts';

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
