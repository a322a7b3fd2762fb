import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { events } from '#platform/events/events.tables.ts';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import { somebody } from '../people/somebody.ts';
import { chosenSkills } from './choosing.server.ts';
import { addSkill, bringSkillBack, changeSkill, retireSkill } from './editing.server.ts';
import { neighboursOf, skillsLike } from './finding.server.ts';
import { mergeSkills, mergeToCome } from './merging.server.ts';
import { plantSkills } from './planting.server.ts';
import { findSkill, skillsNamed } from './skills.server.ts';
import { writtenSkill } from './written-skill.ts';

const idOf = async (db: Database, slug: string) => (await findSkill(db, slug))!.id;
const slugsOf = (found: { slug: string }[] = []) => found.map(({ slug }) => slug);

test('merging two skills loses nothing: names, addresses, neighbours and ids lead to the one that stays', async ({
	db
}) => {
	await plantSkills(db);
	const claire = await somebody(db, { isFacilitator: true });
	const [from, into] = [await idOf(db, 'mediation'), await idOf(db, 'facilitation')];
	const { rows: before } = await db.execute(sql`select key from skill_names order by key`);

	const coming = await mergeToCome(db, claire, from, into);
	expect(coming).toMatchObject({ ok: true, from: { name: 'Médiation' }, addresses: ['mediation'] });
	expect(await mergeSkills(db, claire, from, into)).toEqual({ ok: true, slug: 'facilitation' });

	const { rows: after } = await db.execute(sql`select key from skill_names order by key`);
	expect(after).toEqual(before);
	for (const typed of ['médiation', 'mediation', 'gestion de conflits', 'conflict resolution'])
		expect((await skillsLike(db, typed))[0]?.id, typed).toBe(into);
	if (coming.ok) for (const name of coming.names) expect((await skillsLike(db, name))[0]?.id).toBe(into);
	expect(await findSkill(db, 'mediation')).toMatchObject({
		id: into,
		slug: 'facilitation',
		name: 'Facilitation'
	});
	expect((await findSkill(db, from))!.id).toBe(into);
	expect((await skillsNamed(db, [from])).get(from)!.id).toBe(into);
	expect(await chosenSkills(db, [from, into], 'médiation')).toEqual({ ok: true, ids: [into] });

	const neighbours = await neighboursOf(db, [into, await idOf(db, 'ecoute-et-enquete')]);
	expect(slugsOf(neighbours.get(into))).toContain('ecoute-et-enquete');
	expect(slugsOf(neighbours.get(into))).not.toContain('facilitation');
	expect(slugsOf(neighbours.get(await idOf(db, 'ecoute-et-enquete')))).toContain('facilitation');
	const [event] = await db.select().from(events);
	expect(event).toMatchObject({ name: 'skills.merged', actorId: claire.id, details: { from, into } });
});

test('merged again, the address of the first still leads to the last, even renamed', async ({ db }) => {
	await plantSkills(db);
	const claire = await somebody(db, { isFacilitator: true });
	const [sols, eau, foret] = [await idOf(db, 'sols'), await idOf(db, 'eau'), await idOf(db, 'foret')];
	await mergeSkills(db, claire, sols, eau);
	await mergeSkills(db, claire, eau, foret);
	await changeSkill(db, claire, foret, writtenSkill('Sols', { theme: 'vivant', aliasesFr: ['forêt'] }));
	for (const asked of ['sols', 'eau', 'foret', sols, eau])
		expect(await findSkill(db, asked), asked).toMatchObject({ id: foret, slug: 'sols' });
	expect((await skillsNamed(db, [sols, eau])).size).toBe(2);
});

test('what cannot be merged is refused: with itself, twice, into a retired one, by someone who may not', async ({
	db
}) => {
	await plantSkills(db);
	const claire = await somebody(db, { isFacilitator: true });
	const [sols, eau, sport] = [await idOf(db, 'sols'), await idOf(db, 'eau'), await idOf(db, 'sport')];
	const nobody = '0193a8de-7c4e-7000-8000-000000000000';
	const reasonOf = async (from: string, into: string, actor = claire) => {
		const [coming, merged] = [
			await mergeToCome(db, actor, from, into),
			await mergeSkills(db, actor, from, into)
		];
		expect(coming.ok).toBe(merged.ok);
		return merged.ok ? 'merged' : merged.reason;
	};
	expect(await reasonOf(eau, eau)).toBe('same');
	expect(await reasonOf(eau, nobody)).toBe('not-found');
	expect(await reasonOf(eau, sols, await somebody(db))).toBe('forbidden');
	await retireSkill(db, claire, sport);
	expect(await reasonOf(eau, sport)).toBe('into-retired');
	expect(await reasonOf(sport, eau)).toBe('merged');
	expect(await reasonOf(sport, sols)).toBe('already-merged');
	expect(await reasonOf(sols, sport)).toBe('already-merged');
	expect(await changeSkill(db, claire, sport, writtenSkill('Poney'))).toEqual({
		ok: false,
		reason: 'not-found'
	});
	await bringSkillBack(db, claire, sport);
	expect((await findSkill(db, 'sport'))!.id).toBe(eau);
	const refused = await addSkill(db, claire, writtenSkill('Sport et plein air'));
	expect(refused).toMatchObject({ reason: 'name-taken', taken: [{ by: { slug: 'eau' } }] });
});

test('facilitators who merge at the same time in a circle leave one skill that stands', async () => {
	const { db, close } = await cloneDatabase();
	await plantSkills(db);
	const claire = await somebody(db, { isFacilitator: true });
	const ids = await Promise.all(['sols', 'eau', 'foret'].map((slug) => idOf(db, slug)));
	const merging = ids.map((from, i) => mergeSkills(db, claire, from, ids[(i + 1) % 3]!));
	const answers = await Promise.all(merging);
	expect(answers.filter(({ ok }) => ok)).toHaveLength(2);
	expect(answers.filter(({ ok }) => !ok)).toEqual([{ ok: false, reason: 'already-merged' }]);
	const standing = new Set([...(await skillsNamed(db, ids)).values()].map(({ id }) => id));
	expect(standing.size).toBe(1);
	await close();
});

test('nobody keeps a skill in the very moment in which it is merged', async () => {
	const { db, close } = await cloneDatabase();
	await plantSkills(db);
	const claire = await somebody(db, { isFacilitator: true });
	const [from, into] = [await idOf(db, 'sols'), await idOf(db, 'eau')];
	let merged: Promise<unknown> = Promise.resolve();
	await db.transaction(async (tx) => {
		expect(await chosenSkills(tx, [from], null)).toEqual({ ok: true, ids: [from] });
		merged = mergeSkills(db, claire, from, into);
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect((await skillsNamed(db, [from])).get(from)!.id).toBe(from);
	});
	expect(await merged).toMatchObject({ ok: true });
	await db.transaction(async (tx) => {
		expect(await chosenSkills(tx, [from], null)).toEqual({ ok: true, ids: [into] });
	});
	await close();
});
