import { describe, expect } from 'vitest';
import { test } from '#platform/testing.server.ts';
import { chosenSkills, skillChoices } from './choosing.server.ts';
import { plantSkills } from './planting.server.ts';
import { findSkill } from './skills.server.ts';

describe('what someone chooses in a form', () => {
	test('is what was ticked and what was written, each once', async ({ db }) => {
		await plantSkills(db);
		const [eau, velo] = [(await findSkill(db, 'eau'))!, (await findSkill(db, 'mobilite'))!];
		const unknownId = '0193a8de-7c4e-7000-8000-000000000000';
		const chosen = await chosenSkills(db, [eau.id, unknownId], 'Vélo\nwater and wetlands');
		expect(chosen).toEqual({ ok: true, ids: [eau.id, velo.id] });
	});

	test('is refused when a word is no skill, with the nearest ones', async ({ db }) => {
		await plantSkills(db);
		const refused = await chosenSkills(db, [], 'concertasion, <b>tricot</b>');
		expect(refused).toMatchObject({ ok: false });
		expect((refused as { error: string }).error).toMatch(/concertasion.*Facilitation.*<b>tricot<\/b>/);
	});

	test('stands first in the form, and the others by theme', async ({ db }) => {
		await plantSkills(db);
		const eau = (await findSkill(db, 'eau'))!;
		const { chosen, themes } = await skillChoices(db, [eau.id]);
		expect(chosen).toMatchObject([{ id: eau.id }]);
		const rest = themes.flatMap(({ skills }) => skills);
		expect(rest.some(({ id }) => id === eau.id)).toBe(false);
		expect(rest.find(({ name }) => name === 'Facilitation')!.words).toContain('concertation');
	});
});
