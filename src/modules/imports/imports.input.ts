import * as v from 'valibot';
import { m } from '#words/messages.js';
import { organisationKinds } from '../people/organisation-kinds.ts';
import { importFields, joinedFields, type ImportField, type Mapping } from './columns.ts';

const column = v.union([v.literal(''), v.picklist(importFields)]);

/** The form of the columns: `column-0`, `column-1`… each with what it is, or nothing. */
export const ColumnsInput = v.pipe(
	v.looseObject({
		audience: v.picklist(['public', 'allies'], () => m.imports_audience_missing()),
		usualKind: v.picklist(organisationKinds, () => m.people_organisation_kind_missing())
	}),
	v.transform(({ audience, usualKind, ...sent }) => ({ audience, usualKind, mapping: mappingIn(sent) })),
	v.forward(
		v.partialCheck(
			[['mapping']],
			({ mapping }) => mapping.includes('name'),
			() => m.imports_name_column_missing()
		),
		['mapping']
	),
	v.rawCheck(({ dataset, addIssue }) => {
		if (!dataset.typed) return;
		const { mapping } = dataset.value;
		mapping.forEach((field, index) => {
			const isTwice = field !== null && !joinedFields.includes(field) && mapping.indexOf(field) < index;
			if (isTwice)
				addIssue({
					message: m.imports_column_twice(),
					path: [
						{ type: 'object', origin: 'value', input: dataset.value, key: `column-${index}`, value: field }
					]
				});
		});
	})
);
export type ColumnsInput = v.InferOutput<typeof ColumnsInput>;

function mappingIn(sent: Record<string, unknown>): Mapping {
	const mapping: Mapping = [];
	for (let index = 0; Object.hasOwn(sent, `column-${index}`); index += 1) {
		const chosen = v.safeParse(column, sent[`column-${index}`]);
		mapping.push(chosen.success && chosen.output !== '' ? (chosen.output satisfies ImportField) : null);
	}
	return mapping;
}

/** What one may choose for a conflict: what the page says, what the file says, to leave the row out, or a page of its own. */
export const choices = ['page', 'file', 'skip', 'new'] as const;
const choice = v.union([v.picklist(choices), v.pipe(v.string(), v.uuid())], () => m.imports_choice_missing());

/** The choice for one row. */
export const ChoiceInput = v.object({
	number: v.pipe(v.string(), v.regex(/^\d{1,7}$/), v.transform(Number)),
	choice
});

/** The choice for every conflict that has none yet. */
export const ChoiceForAllInput = v.object({
	choice: v.picklist(['page', 'file', 'skip'], () => m.imports_choice_missing())
});

/** What words of a file mean: `word-0` and `skill-0`, and so on; a word that is not decided yet (`?`) is left. */
export const SkillsInput = v.pipe(
	v.looseObject({}),
	v.transform((sent: Record<string, unknown>) => {
		const chosen: Record<string, string> = {};
		for (let index = 0; typeof sent[`word-${index}`] === 'string'; index += 1) {
			const skill = sent[`skill-${index}`];
			const isId = typeof skill === 'string' && /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$/i.test(skill);
			if (isId) chosen[String(sent[`word-${index}`]).slice(0, 100)] = skill;
		}
		return chosen;
	})
);
