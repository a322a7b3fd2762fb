import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { somebody } from '#modules/people/somebody.ts';
import { addSkill, bringSkillBack, changeSkill, retireSkill } from '#modules/skills/editing.server.ts';
import { mergeSkills } from '#modules/skills/merging.server.ts';
import { plantSkills } from '#modules/skills/planting.server.ts';
import { findSkill } from '#modules/skills/skills.server.ts';
import { writtenSkill } from '#modules/skills/written-skill.ts';
import type { Database } from '#platform/database.server.ts';
import { deliverEvent } from '#platform/events/events.server.ts';
import { rebuildSearch } from '#platform/search/searchables.server.ts';
import { test } from '#platform/testing.server.ts';
import { handlers } from './events.server.ts';
import { searchables } from './searchables.server.ts';

async function filed(db: Database) {
	const { rows } = await db.execute<{ title: string; url: string; aliases: string; audience: string }>(
		sql`select ref, audience, url, title, summary, aliases from search_entries where kind = 'skill' order by ref`
	);
	return rows;
}

/** What is found once everything that happened is told; telling it must give what filing everything again gives. */
async function foundNow(db: Database) {
	const { rows } = await db.execute<{ id: string }>(sql`select id from events order by id`);
	for (const { id } of rows) await deliverEvent(db, handlers, Number(id));
	const told = await filed(db);
	await rebuildSearch(db, searchables);
	expect(await filed(db)).toEqual(told);
	return told;
}

test('the search finds skills as facilitators keep them, whatever they do', async ({ db }) => {
	await plantSkills(db);
	await rebuildSearch(db, searchables);
	const claire = await somebody(db, { isFacilitator: true });
	const planted = await filed(db);
	expect(planted.length).toBeGreaterThan(60);
	expect(planted.every(({ audience }) => audience === 'public')).toBe(true);
	const facilitation = planted.find(({ url }) => url === '/competences/facilitation')!;
	expect(facilitation.aliases).toContain('concertation');

	await addSkill(db, claire, writtenSkill('Poterie', { aliasesFr: ['argile'] }));
	expect(await foundNow(db)).toHaveLength(planted.length + 1);
	const { id } = (await findSkill(db, 'poterie'))!;
	await changeSkill(db, claire, id, writtenSkill('Céramique', { aliasesFr: ['grès'] }));
	const renamed = (await foundNow(db)).find(({ url }) => url === '/competences/ceramique')!;
	expect(renamed).toMatchObject({ title: 'Céramique' });
	expect(renamed.aliases).not.toContain('argile');

	await retireSkill(db, claire, id);
	expect(await foundNow(db)).toHaveLength(planted.length);
	await bringSkillBack(db, claire, id);
	expect(await foundNow(db)).toHaveLength(planted.length + 1);

	await mergeSkills(db, claire, id, (await findSkill(db, 'facilitation'))!.id);
	const after = await foundNow(db);
	expect(after).toHaveLength(planted.length);
	const survivor = after.find(({ url }) => url === '/competences/facilitation')!;
	for (const name of ['Céramique', 'grès', 'concertation']) expect(survivor.aliases).toContain(name);
});
