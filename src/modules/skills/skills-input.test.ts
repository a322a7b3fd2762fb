import * as v from 'valibot';
import { expect, test } from 'vitest';
import { SkillInput } from './skills.input.ts';

test.for([
	['no name', { nameFr: ' ' }, 'nameFr'],
	['a name without letters', { nameFr: '!!!' }, 'nameFr'],
	['a name that is too long', { nameFr: 'a'.repeat(81) }, 'nameFr'],
	['an alias without letters', { aliasesFr: 'vélo\n***' }, 'aliasesFr'],
	['an alias that is too long', { aliasesEn: 'a'.repeat(81) }, 'aliasesEn'],
	['too many aliases', { aliasesFr: Array.from({ length: 31 }, (_, i) => `a${i}`).join('\n') }, 'aliasesFr']
] as const)('a skill is refused with %s', ([, as, field]) => {
	const read = v.safeParse(SkillInput, { nameFr: 'Poterie', theme: 'ensemble', ...as });
	expect(new Set(read.issues?.map((issue) => v.getDotPath(issue)?.split('.')[0]))).toEqual(new Set([field]));
});

test('aliases are read one per line or between commas, neighbours from what boxes send', () => {
	const id = '0193a8de-7c4e-7000-8000-000000000000';
	const read = v.parse(SkillInput, {
		nameFr: ' Poterie ',
		aliasesFr: 'tour,  argile ;\r\nterre cuite\n\n',
		neighbours: `${id},${id},x,`
	});
	expect(read).toMatchObject({
		nameFr: 'Poterie',
		aliasesFr: ['tour', 'argile', 'terre cuite'],
		aliasesEn: [],
		neighbours: [id]
	});
});
