import { eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import { affiliate } from '../people/affiliations.server.ts';
import { somebody } from '../people/somebody.ts';
import { allSkills } from '../skills/skills.server.ts';
import { plantSkills } from '../skills/planting.server.ts';
import { profiles } from './allies.tables.ts';
import { changeProfile, versionOf } from './changing.server.ts';
import { keptPage } from './kept-page.ts';
import { allyPage } from './page.server.ts';
import { ensurePersonProfile } from './profiles.server.ts';

test('a keeper writes the page of an organisation, and each audience reads its part', async ({ db }) => {
	const { page, keeper } = await keptPage(db);
	const change = await changeProfile(db, keeper, page, {
		sentence: 'Nous réparons des vélos.',
		phone: '02 99 00 00 00',
		shown: { phone: 'allies' },
		links: [{ label: 'Le carnet', url: 'https://carnet.exemple.org/' }]
	});
	expect(change).toEqual({ ok: true, slug: 'la-source' });
	const everybody = await allyPage(db, 'public', 'la-source');
	expect(everybody).toMatchObject({
		sentence: 'Nous réparons des vélos.',
		phone: null,
		links: [{ label: 'Le carnet', url: 'https://carnet.exemple.org/' }]
	});
	expect(await allyPage(db, 'allies', 'la-source')).toMatchObject({ phone: '02 99 00 00 00' });

	await changeProfile(db, keeper, page, { sentence: null });
	expect(await allyPage(db, 'allies', 'la-source')).toMatchObject({
		sentence: null,
		phone: '02 99 00 00 00',
		links: [{ label: 'Le carnet' }]
	});
});

test('the page of an organisation is written by its keepers, facilitators and administrators alone', async ({
	db
}) => {
	const { page, organisationId } = await keptPage(db);
	const member = await somebody(db);
	await affiliate(db, member, organisationId, 'présidente');
	const write = async (as: Parameters<typeof somebody>[1]) =>
		changeProfile(db, await somebody(db, as), page, { sentence: 'Pris.' });
	expect(await changeProfile(db, member, page, { sentence: 'Pris.' })).toEqual(forbidden);
	expect(await write({})).toEqual(forbidden);
	expect(await write({ isFacilitator: true })).toMatchObject({ ok: true });
	expect(await write({ isAdministrator: true })).toMatchObject({ ok: true });
	expect(await changeProfile(db, member, uuidv7(), {})).toEqual(forbidden);
});

test('the page of a person is written by this person alone', async ({ db }) => {
	const ada = await somebody(db);
	const page = await ensurePersonProfile(db, ada.id);
	const boss = await somebody(db, { isFacilitator: true, isAdministrator: true });
	expect(await changeProfile(db, boss, page, { sentence: 'Pris.' })).toEqual(forbidden);
	expect(await changeProfile(db, ada, page, { sentence: 'Je répare.' })).toMatchObject({ ok: true });
});

test('who writes what somebody else has written meanwhile is told, and nothing is overwritten', async ({
	db
}) => {
	const { page, keeper } = await keptPage(db);
	const read = await versionIn(db, page);
	expect(await changeProfile(db, keeper, page, { version: read, sentence: 'La première.' })).toMatchObject({
		ok: true
	});
	expect(await changeProfile(db, keeper, page, { version: read, sentence: 'La seconde.' })).toEqual({
		ok: false,
		reason: 'changed-meanwhile'
	});
	expect(await allyPage(db, 'public', 'la-source')).toMatchObject({ sentence: 'La première.' });
});

test('of two keepers who save in the same moment, one is told', async () => {
	const { db, close } = await cloneDatabase();
	const { page, keeper } = await keptPage(db);
	const other = await somebody(db, { isFacilitator: true });
	const version = await versionIn(db, page);
	const saved = await Promise.all([
		changeProfile(db, keeper, page, { version, sentence: 'A' }),
		changeProfile(db, other, page, { version, sentence: 'B' })
	]);
	expect(saved.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
	await close();
});

test('an organisation and its people save their pages at the same time without waiting for each other in a circle', async () => {
	const { db, close } = await cloneDatabase();
	const { page, keeper, organisationId } = await keptPage(db);
	await affiliate(db, keeper, organisationId, 'présidente');
	const own = await ensurePersonProfile(db, keeper.id);
	const both = [page, own, page, own, own, page, own, page];
	const saved = await Promise.all(both.map((id) => changeProfile(db, keeper, id, { sentence: id })));
	expect(saved.every(({ ok }) => ok)).toBe(true);
	await close();
});

test('an ally offers and needs skills with a note; since when stays as long as it offers them', async ({
	db
}) => {
	const { page, keeper } = await keptPage(db);
	await plantSkills(db);
	const [one, two, three] = await allSkills(db);
	const offer = (skill: { id: string }, note: string | null = null) => ({ skillId: skill.id, note });
	await changeProfile(db, keeper, page, { offers: [offer(one!), offer(two!)], needs: [offer(three!)] });
	await db.execute(sql`update ally_skills set since = '2020-01-01'`);
	await changeProfile(db, keeper, page, { offers: [offer(one!, 'le soir'), offer(three!)] });

	const shown = await allyPage(db, 'public', 'la-source');
	expect(shown).toMatchObject({
		offers: [one!.id, three!.id].toSorted(),
		needs: [three!.id],
		notes: { offers: [{ skillId: one!.id, note: 'le soir' }], needs: [] }
	});
	const { rows } = await db.execute(
		sql`select extract(year from since)::int as year from ally_skills where skill_id = ${one!.id}`
	);
	expect(rows).toEqual([{ year: 2020 }]);
	expect(await changeProfile(db, keeper, page, { offers: [{ skillId: uuidv7(), note: null }] })).toEqual({
		ok: false,
		reason: 'unknown-skill',
		side: 'offers',
		sentence: null
	});
});

const forbidden = { ok: false, reason: 'forbidden' };

async function versionIn(db: Database, page: string): Promise<string> {
	const [found] = await db
		.select({ updatedAt: profiles.updatedAt })
		.from(profiles)
		.where(eq(profiles.id, page));
	return versionOf(found!);
}
