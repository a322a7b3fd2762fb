import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { test } from '#platform/testing.server.ts';
import { somebody } from '../people/somebody.ts';
import { mergeSkills } from '../skills/merging.server.ts';
import { plantSkills } from '../skills/planting.server.ts';
import { findSkill } from '../skills/skills.server.ts';
import { allySkills } from './allies.tables.ts';
import { listings } from './listings.tables.ts';
import { refreshListings } from './listings.server.ts';
import { ensurePersonProfile } from './profiles.server.ts';
import { alliesWithSkill, followMergedSkill } from './skill-following.server.ts';

test('who offered or needed a skill keeps it when it is merged, with what they said of both', async ({
	db
}) => {
	await plantSkills(db);
	const claire = await somebody(db, { isFacilitator: true });
	const idOf = async (slug: string) => (await findSkill(db, slug))!.id;
	const [from, into, last] = [await idOf('sols'), await idOf('eau'), await idOf('foret')];
	const pageOfSomebody = async () => ensurePersonProfile(db, (await somebody(db)).id);
	const [both, one, need] = [await pageOfSomebody(), await pageOfSomebody(), await pageOfSomebody()];
	await db.insert(allySkills).values([
		{ profileId: both, side: 'offer', skillId: from, note: 'compost', since: new Date('2020-01-01') },
		{ profileId: both, side: 'offer', skillId: into, note: 'rivières' },
		{ profileId: one, side: 'offer', skillId: from },
		{ profileId: need, side: 'need', skillId: from, note: 'une cour à désimperméabiliser' }
	]);
	await refreshListings(db, [both, one, need]);
	expect(await alliesWithSkill(db, from)).toEqual({ offers: 2, needs: 1 });

	await mergeSkills(db, claire, from, into);
	await mergeSkills(db, claire, into, last);
	const happened = { id: 1, actorId: claire.id, happenedAt: new Date() };
	const merged = (details: { from: string; into: string }) =>
		followMergedSkill(db, { ...happened, name: 'skills.merged', details });
	await merged({ from: into, into: last });
	await merged({ from, into });
	await merged({ from, into });

	expect(await alliesWithSkill(db, from)).toEqual({ offers: 0, needs: 0 });
	expect(await alliesWithSkill(db, last)).toEqual({ offers: 2, needs: 1 });
	const [held] = await db.select().from(allySkills).where(eq(allySkills.profileId, both));
	expect(held).toMatchObject({ note: 'rivières\ncompost', since: new Date('2020-01-01') });
	const shown = await db.select().from(listings).where(eq(listings.profileId, one));
	for (const { offers } of shown) expect(offers).toEqual([last]);
	expect(shown.length).toBeGreaterThan(0);
});
