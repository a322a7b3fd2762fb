import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { eventDeliveries, events } from '#platform/events/events.tables.ts';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import type { Database } from '#platform/database.server.ts';
import { somebody } from '../people/somebody.ts';
import { chosenSkills, skillChoices } from './choosing.server.ts';
import { addSkill, bringSkillBack, changeSkill, retireSkill } from './editing.server.ts';
import { neighboursOf, skillsLike } from './finding.server.ts';
import { renameTheme, skillsToManage, skillToEdit } from './managing.server.ts';
import { plantSkills } from './planting.server.ts';
import type { SkillInput } from './skills.input.ts';
import { allSkills, findSkill, themesOfSkills } from './skills.server.ts';
import { writtenSkill } from './written-skill.ts';

const facilitator = (db: Database) => somebody(db, { isFacilitator: true });

test('a facilitator adds a skill, which is found by its aliases and proposed to everyone', async ({ db }) => {
	await plantSkills(db);
	const claire = await facilitator(db);
	const water = (await findSkill(db, 'eau'))!;
	const written = writtenSkill('Sourcellerie d’eau', {
		theme: 'vivant',
		nameEn: 'Dowsing',
		aliasesFr: ['sourcier', 'SOURCIER', '«»', 'sourcellerie d’eau'],
		neighbours: [water.id, '0193a8de-7c4e-7000-8000-000000000000']
	});
	expect(await addSkill(db, claire, written)).toEqual({ ok: true, slug: 'sourcellerie-d-eau' });
	const added = (await findSkill(db, 'sourcellerie-d-eau'))!;
	expect(added).toMatchObject({ name: 'Sourcellerie d’eau', aliases: ['sourcier'], theme: 'vivant' });
	expect((await skillsLike(db, 'sourciers'))[0]?.id).toBe(added.id);
	expect((await allSkills(db)).some(({ id }) => id === added.id)).toBe(true);
	expect((await neighboursOf(db, [added.id])).get(added.id)).toMatchObject([{ slug: 'eau' }]);
	const [event] = await db.select().from(events);
	expect(event).toMatchObject({ name: 'skills.added', actorId: claire.id, details: { skillId: added.id } });
});

test.for([
	['as a name', { nameFr: 'FACILITATION !' }, 'nameFr'],
	['as a name in the other language', { nameEn: 'Écriture et édition' }, 'nameEn'],
	['as an alias', { aliasesFr: ['poterie', 'Concertation'] }, 'aliasesFr'],
	['that is an alias, in the other language', { aliasesEn: ['bike', 'Velo'] }, 'aliasesEn']
] as const)(
	'a name of another skill is refused %s, and who has it is told',
	async ([, as, field], { db }) => {
		await plantSkills(db);
		const claire = await facilitator(db);
		const input = { ...writtenSkill('Poterie'), ...as } as SkillInput;
		const refused = await addSkill(db, claire, input);
		expect(refused).toMatchObject({ ok: false, reason: 'name-taken', taken: [{ field }] });
		expect(await findSkill(db, 'poterie')).toBeUndefined();
		expect(await db.select().from(events)).toEqual([]);
	}
);

test('the database itself refuses a name that another skill has, whoever writes it', async ({ db }) => {
	await plantSkills(db);
	const eau = (await findSkill(db, 'eau'))!;
	for (const write of [
		sql`insert into skill_aliases values (${eau.id}, 'fr', 'CONCERTATION')`,
		sql`update skills set name_fr = 'Vélo' where id = ${eau.id}`,
		sql`update skills set name_en = 'VELO' where id = ${eau.id}`
	])
		await expect(db.transaction((tx) => tx.execute(write))).rejects.toMatchObject({
			cause: { constraint: 'skill_names_pkey' }
		});
	await db.execute(sql`delete from skill_aliases where alias = 'concertation'`);
	await db.execute(sql`insert into skill_aliases values (${eau.id}, 'fr', 'CONCERTATION')`);
	expect((await skillsLike(db, 'concertation'))[0]?.slug).toBe('eau');
});

test('two facilitators who add the same skill at once leave one, and the other learns which', async () => {
	const { db, close } = await cloneDatabase();
	await plantSkills(db);
	const people = await Promise.all([1, 2, 3, 4].map(() => facilitator(db)));
	const answers = await Promise.all(
		people.map((person, i) =>
			addSkill(
				db,
				person,
				i % 2 ? writtenSkill('Poterie') : writtenSkill('Céramique', { aliasesFr: ['poterie'] })
			)
		)
	);
	expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
	for (const answer of answers.filter(({ ok }) => !ok))
		expect(answer).toMatchObject({ reason: 'name-taken' });
	const { rows } = await db.execute(
		sql`select count(*)::integer as many from skill_names where key = 'poterie'`
	);
	expect(rows).toEqual([{ many: 1 }]);
	expect(await db.select().from(eventDeliveries)).toEqual([]);
	await close();
});

test('a skill that is renamed keeps its former address, and takes it back when it takes its name back', async ({
	db
}) => {
	await plantSkills(db);
	const claire = await facilitator(db);
	const { id } = (await findSkill(db, 'facilitation'))!;
	const rename = (nameFr: string) => changeSkill(db, claire, id, writtenSkill(nameFr));
	expect(await rename('Animation de groupes')).toEqual({ ok: true, slug: 'animation-de-groupes' });
	expect(await findSkill(db, 'facilitation')).toMatchObject({ id, slug: 'animation-de-groupes' });
	expect(await addSkill(db, claire, writtenSkill('Facilitation'))).toEqual({
		ok: true,
		slug: 'facilitation-2'
	});
	expect(await rename('Facilitation')).toMatchObject({ ok: false, reason: 'name-taken' });
	expect(await rename('Facilitation !!')).toMatchObject({ ok: false });
	expect(await rename('Facilitation orale')).toEqual({ ok: true, slug: 'facilitation-orale' });
	expect((await findSkill(db, 'animation-de-groupes'))!.id).toBe(id);
});

test('a retired skill is no longer proposed but is kept by who has it, and can be brought back', async ({
	db
}) => {
	await plantSkills(db);
	const claire = await facilitator(db);
	const { id } = (await findSkill(db, 'sport'))!;
	for (let i = 0; i < 2; i += 1) expect(await retireSkill(db, claire, id)).toBe(true);
	expect((await allSkills(db)).some((skill) => skill.id === id)).toBe(false);
	expect(await skillsLike(db, 'sport')).not.toContainEqual(expect.objectContaining({ id }));
	expect((await findSkill(db, 'sport'))!.retiredAt).toBeInstanceOf(Date);
	expect((await skillChoices(db, [id])).chosen).toMatchObject([{ id, name: 'Sport et plein air' }]);
	expect(await chosenSkills(db, [id], null)).toEqual({ ok: true, ids: [id] });
	const managed = (await skillsToManage(db)).flatMap(({ skills }) => skills);
	expect(managed.find((skill) => skill.id === id)).toMatchObject({ isRetired: true });

	for (let i = 0; i < 2; i += 1) expect(await bringSkillBack(db, claire, id)).toBe(true);
	expect((await skillsLike(db, 'sport'))[0]?.id).toBe(id);
	const names = (await db.select().from(events)).map(({ name }) => name);
	expect(names).toEqual(['skills.retired', 'skills.brought-back']);
});

test('who is neither facilitator nor administrator changes nothing', async ({ db }) => {
	await plantSkills(db);
	const ada = await somebody(db);
	const { id } = (await findSkill(db, 'sport'))!;
	const forbidden = { ok: false, reason: 'forbidden' };
	expect(await addSkill(db, ada, writtenSkill('Poterie'))).toEqual(forbidden);
	expect(await changeSkill(db, ada, id, writtenSkill('Poterie'))).toEqual(forbidden);
	expect(await retireSkill(db, ada, id)).toBe(false);
	expect(await renameTheme(db, ada, 'ensemble', { nameFr: 'X', nameEn: null })).toBe(false);
	expect((await findSkill(db, 'sport'))!.retiredAt).toBeNull();
	expect(await db.select().from(events)).toEqual([]);
});

test('a theme takes another name, and an unknown theme is refused', async ({ db }) => {
	await plantSkills(db);
	const administrator = await somebody(db, { isAdministrator: true });
	const renamed = { nameFr: 'Œuvrer ensemble', nameEn: null };
	expect(await renameTheme(db, administrator, 'ensemble', renamed)).toBe(true);
	expect(await renameTheme(db, administrator, 'rien', renamed)).toBe(false);
	expect((await themesOfSkills(db))[0]).toEqual({ key: 'ensemble', name: 'Œuvrer ensemble' });
	const refused = await addSkill(
		db,
		administrator,
		writtenSkill('Poterie', { theme: "x'; drop table skills" })
	);
	expect(refused).toEqual({ ok: false, reason: 'unknown-theme' });
});

test('an editor finds a skill in both languages by any of its addresses', async ({ db }) => {
	await plantSkills(db);
	const found = await skillToEdit(db, 'eau');
	expect(found).toMatchObject({
		nameFr: 'Eau et milieux aquatiques',
		nameEn: 'Water and wetlands',
		isRetired: false
	});
	expect(found!.aliasesEn).toContain('rivers');
	expect(found!.neighbours.length).toBeGreaterThan(2);
	expect(await skillToEdit(db, 'rien')).toBeUndefined();
});
