import { m } from '#words/messages.js';
import type { EditResult } from './editing.server.ts';
import type { MergeResult } from './merging.server.ts';
import type { TakenName } from './taken-names.server.ts';

type Unknown = { word: string; nearest: { name: string }[] };

/** Words that are no skill, each with those that it may mean. */
export function sentenceOfUnknown(unknown: Unknown[]): string {
	return unknown
		.map(({ word, nearest }) =>
			nearest.length === 0
				? m.skills_unknown({ word })
				: m.skills_unknown_but({ word, nearest: nearest.map(({ name }) => name).join(', ') })
		)
		.join(' ');
}

/** Why a skill was not kept as it was written, beside the field that it is about. */
export function editRefusals(refusal: Extract<EditResult, { ok: false }>): Record<string, string> {
	if (refusal.reason === 'forbidden') return { form: m.error_only_facilitators() };
	if (refusal.reason === 'not-found') return { form: m.skills_refusal_gone() };
	if (refusal.reason !== 'name-taken') return { theme: m.skills_refusal_theme() };
	const errors: Record<string, string> = {};
	for (const { field, name, by } of refusal.taken)
		errors[field] = [errors[field], takenBy(name, by)].filter(Boolean).join(' ');
	return errors;
}

function takenBy(name: string, by: TakenName['by']): string {
	if (by.isRetired) return m.skills_refusal_taken_retired({ name, other: by.name });
	const isItsName = name.toLowerCase() === by.name.toLowerCase();
	return isItsName ? m.skills_refusal_exists({ name }) : m.skills_refusal_taken({ name, other: by.name });
}

/** Why two skills were not merged. */
export function mergeRefusal({ reason }: Extract<MergeResult, { ok: false }>): string {
	const sentences = {
		forbidden: m.error_only_facilitators,
		'not-found': m.skills_refusal_into,
		same: m.skills_merge_same,
		'already-merged': m.skills_merge_already,
		'into-retired': m.skills_merge_into_retired
	};
	return sentences[reason]();
}
