import { error, redirect } from '@sveltejs/kit';
import { OutcomeInput } from '#modules/introductions/introductions.input.ts';
import { outcomeAsked, tellOutcomeByLink } from '#modules/introductions/outcomes.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';

export async function load({ params, url, setHeaders }) {
	const asked = await outcomeAsked(db, params.key);
	if (!asked) error(404, m.introductions_link_unknown());
	setHeaders({ 'cache-control': 'private, no-store', 'referrer-policy': 'same-origin' });
	const { isOver, agreedAt, outcome, sentence } = asked;
	if (isOver) return { isOver, agreedAt: null, outcome: null, sentence: null, isTold: false };
	return { isOver, agreedAt, outcome, sentence, isTold: url.searchParams.has('dit') };
}

/** Only a form that somebody sends answers: what scans mail follows links, and sends no form. */
export const actions = {
	default: async (event) => {
		const form = await readForm(event.request, OutcomeInput);
		if (!form.ok) return reject(422, form);
		const isTold = await tellOutcomeByLink(db, event.params.key, form.value);
		// The page says whether the link leads nowhere or is over.
		redirect(303, href(`/aide/suites/${event.params.key}`) + (isTold ? '?dit' : ''));
	}
};
