import { error, fail, redirect } from '@sveltejs/kit';
import type { PlanResult } from '#modules/agenda/planning.server.ts';
import { reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';

/** Answers who planned, changed or cancelled a gathering: with its page, or with what to change in the form. */
export function answerToPlan(result: PlanResult, values: Record<string, string>) {
	if (result.ok) redirect(303, href(`/agenda/${result.slug}`));
	if (result.reason === 'forbidden') error(403, m.error_only_facilitators());
	if (result.reason === 'not-found') error(404, m.error_not_found());
	if (result.reason === 'unclear-place') {
		const { choices } = result;
		const place = choices.length > 0 ? m.territories_unclear() : m.agenda_refusal_unknown_place();
		return fail(422, { values, errors: { place } as Record<string, string>, choices });
	}
	if (result.reason === 'too-few-seats') {
		const capacity = m.agenda_refusal_too_few_seats({ n: result.held });
		return reject(409, { values, errors: { capacity } });
	}
	return reject(409, { values, errors: { form: m.agenda_refusal_cancelled() } });
}
