import { error } from '@sveltejs/kit';
import { draftRefusals, type DraftRefusal } from '#modules/charter/refusals.ts';
import { reject } from '#platform/forms.server.ts';
import { m } from '#words/messages.js';

/** Answers that something could not be done to the draft; what was typed comes back with the reason. */
export function refuse(
	reason: DraftRefusal | 'forbidden' | 'not-found',
	values: Record<string, string> = {}
) {
	if (reason === 'forbidden') error(403, m.error_only_administrators());
	if (reason === 'not-found') error(404, m.revision_refusal_place());
	return reject(409, { values, errors: { form: draftRefusals[reason]() } });
}
