import { sql } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { test } from '#platform/testing.server.ts';
import content from './content/skills.json' with { type: 'json' };
import { neighboursOf, skillsCalled, skillsInWords, skillsLike } from './finding.server.ts';
import { plantSkills } from './planting.server.ts';
import { allSkills, findSkill, skillsByTheme, skillsNamed } from './skills.server.ts';

test('an alliance begins with about sixty skills in plain words, in every theme, in both languages', async ({
	db
}) => {
	await plantSkills(db);
	await plantSkills(db);
	const [french, english] = [await allSkills(db, 'fr'), await allSkills(db, 'en')];
	expect(french).toHaveLength(content.skills.length);
	expect(english.find(({ slug }) => slug === 'eau')?.name).toBe('Water and wetlands');
	const themes = await skillsByTheme(db);
	expect(themes.map(({ key }) => key)).toEqual(content.themes.map(({ key }) => key));
	expect(themes.flatMap(({ skills }) => skills)).toHaveLength(french.length);
	for (const skill of content.skills) {
		expect(skill.aliasesFr.length + skill.aliasesEn.length, skill.slug).toBeGreaterThanOrEqual(2);
		expect(skill.neighbours.length, skill.slug).toBeGreaterThanOrEqual(2);
	}
});

describe('someone who looks for a skill', () => {
	test.for([
		['concertation', 'facilitation'],
		['CONCERTASION', 'facilitation'],
		['facilitateur', 'facilitation'],
		['animation de reunions', 'facilitation'],
		['je cherche quelqu’un pour la médiation', 'mediation'],
		['recit', 'mise-en-recits'],
		['mise en récit', 'mise-en-recits'],
		['biodiverstié', 'biodiversite'],
		['energie', 'energies-renouvelables'],
		['photovoltaique', 'energies-renouvelables'],
		['vélo', 'mobilite'],
		['SIG', 'cartographie'],
		['subvention', 'recherche-de-financements'],
		['fresque', 'education-environnement'],
		['water', 'eau'],
		['crowdfunding', 'finance-solidaire'],
		['territoire zero chomeur', 'emploi-et-insertion']
	] as const)('finds by “%s” %s first', async ([typed, slug], { db }) => {
		await plantSkills(db);
		expect((await skillsLike(db, typed)).map((skill) => skill.slug)[0]).toBe(slug);
	});

	test.for(['', '  ', '%', '_', '\\', "';--", '🌱', 'xqzwk', 'x'.repeat(5000)])(
		'finds nothing by “%s”, and breaks nothing',
		async (typed, { db }) => {
			await plantSkills(db);
			expect(await skillsLike(db, typed)).toEqual([]);
		}
	);

	test('learns by which of its names it was found', async ({ db }) => {
		await plantSkills(db);
		expect((await skillsLike(db, 'concertation'))[0]).toMatchObject({
			name: 'Facilitation',
			foundBy: 'concertation'
		});
	});
});

test('words that someone writes are skills when they are the name or an alias of one, else the nearest are told', async ({
	db
}) => {
	await plantSkills(db);
	const words =
		'Concertation, animation ; eau et milieux aquatiques\nÉNERGIE, concertasion,, tricot quantique';
	const { ids, unknown } = await skillsInWords(db, words);
	const named = await skillsNamed(db, ids);
	expect([...named.values()].map(({ slug }) => slug).sort()).toEqual([
		'eau',
		'energies-renouvelables',
		'facilitation'
	]);
	expect(unknown.map(({ word }) => word)).toEqual(['concertasion', 'tricot quantique']);
	expect(unknown[0]!.nearest[0]!.slug).toBe('facilitation');
	expect((await skillsCalled(db, ['vélo', 'rien'])).size).toBe(1);
});

test('neighbours are those that were chosen, else those of the theme, never one that is no longer proposed', async ({
	db
}) => {
	await plantSkills(db);
	const skill = (await findSkill(db, 'facilitation'))!;
	const slugs = async () => (await neighboursOf(db, [skill.id])).get(skill.id)!.map(({ slug }) => slug);
	expect(await slugs()).toContain('mediation');
	expect(await slugs()).toContain('facilitation-graphique');
	expect(await slugs()).not.toContain('vie-associative');

	await db.execute(sql`update skills set retired_at = now() where slug = 'mediation'`);
	expect(await slugs()).not.toContain('mediation');
	await db.execute(sql`delete from skill_neighbours where skill_id = ${skill.id}`);
	const ofTheme = (await allSkills(db)).filter(
		({ theme, slug }) => theme === 'ensemble' && slug !== skill.slug
	);
	expect((await slugs()).sort()).toEqual(ofTheme.map(({ slug }) => slug).sort());
});

test('an unknown address or id leads nowhere', async ({ db }) => {
	await plantSkills(db);
	for (const asked of ['rien', '', '%', '0193a8de-7c4e-7000-8000-000000000000', 'x'.repeat(9000)])
		expect(await findSkill(db, asked)).toBeUndefined();
	expect(await skillsNamed(db, [])).toEqual(new Map());
});
