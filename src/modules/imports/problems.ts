import type { ImportField } from './columns.ts';

/** Because of these the row is refused: it would say something false of somebody, or nothing. */
export const refusals = [
	'name-missing',
	'name-invalid',
	'siren-invalid',
	'siret-invalid',
	'siret-of-another',
	'rna-invalid',
	'too-many-cells'
] as const;

/** The row goes on with these, and one is told: a value was left out, or put right. */
export const remarks = [
	'left-out',
	'cut',
	'kind-unknown',
	'first-kept',
	'point-swapped',
	'point-invalid',
	'point-half',
	'point-at-sea',
	'point-far',
	'place-unknown',
	'place-several',
	'place-merged',
	'skill-unknown',
	'named-apart'
] as const;

export type ProblemCode = (typeof refusals)[number] | (typeof remarks)[number];

/** What is wrong with a row: of which thing, and the value that was read. */
export type Problem = { code: ProblemCode; field?: ImportField; value?: string };

/** Whether a row cannot be imported as it is. */
export function isRefused(problems: Problem[]): boolean {
	return problems.some(({ code }) => (refusals as readonly string[]).includes(code));
}
