import { error, fail, redirect } from '@sveltejs/kit';
import type { CallResult } from '#modules/introductions/calling.server.ts';
import { reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';

/** Answers who wrote a call: with its page, or with what to change in the form. */
export function answerToCall(result: CallResult, values: Record<string, string>) {
	if (result.ok) redirect(303, href(`/appels/${result.slug}`));
	if (result.reason === 'forbidden') error(403, m.error_only_facilitators());
	if (result.reason === 'not-found') error(404, m.error_not_found());
	if (result.reason === 'unclear-place') {
		const { choices } = result;
		const place =
			choices.length > 0 ? m.introductions_refusal_which_place() : m.introductions_refusal_place();
		return fail(422, { values, errors: { place } as Record<string, string>, choices });
	}
	if (result.reason === 'unknown-skill')
		return reject(422, { values, errors: { 'skills-words': result.error } });
	return reject(409, { values, errors: { form: m.calls_refusal_somebody_applied() } });
}
