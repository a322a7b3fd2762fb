import { expect } from 'vitest';
import { test } from '#platform/testing.server.ts';
import { plantSkills } from '../skills/planting.server.ts';
import { findSkill } from '../skills/skills.server.ts';
import { allySkills } from './allies.tables.ts';
import { anAlly } from './an-ally.ts';
import { shownByOrganisation } from './audiences.ts';
import { refreshListings } from './listings.server.ts';
import { alliesPerSkill } from './skill-counts.server.ts';

test('beside a skill stands how many offer it, as far as who reads may see', async ({ db }) => {
	await plantSkills(db);
	const { id: skillId } = (await findSkill(db, 'facilitation'))!;
	const { id: needed } = (await findSkill(db, 'eau'))!;
	const among = { shown: { ...shownByOrganisation, offers: 'allies' as const } };
	const pages = [
		await anAlly(db, 'Ouverte'),
		await anAlly(db, 'Entre alliés', among),
		await anAlly(db, 'Cachée', { audience: 'private' })
	];
	for (const profileId of pages)
		await db.insert(allySkills).values([
			{ profileId, skillId, side: 'offer' },
			{ profileId, skillId: needed, side: 'need' }
		]);
	await refreshListings(db, pages);
	expect(await alliesPerSkill(db, 'public')).toEqual({ of: new Map([[skillId, 1]]), isEstimate: false });
	expect((await alliesPerSkill(db, 'allies')).of).toEqual(new Map([[skillId, 2]]));
});
