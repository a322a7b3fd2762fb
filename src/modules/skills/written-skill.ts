import type { SkillInput } from './skills.input.ts';

/** What a facilitator sends to add or change a skill, for a test. */
export function writtenSkill(nameFr: string, as: Partial<SkillInput> = {}): SkillInput {
	return {
		nameFr,
		nameEn: null,
		aboutFr: null,
		aboutEn: null,
		theme: 'ensemble',
		aliasesFr: [],
		aliasesEn: [],
		neighbours: [],
		...as
	};
}
