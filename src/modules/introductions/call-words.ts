import { m } from '#words/messages.js';
import type { ApplicationRefusal } from './applying.server.ts';
import type { DecisionRefusal } from './deciding.server.ts';

/** Why an application was refused, as the page says it. */
export function applicationRefusal(reason: Exclude<ApplicationRefusal, 'not-found'>): string {
	const words = {
		closed: m.calls_refusal_closed,
		'not-kept': m.introductions_refusal_not_kept,
		already: m.calls_refusal_already
	};
	return words[reason]();
}

/** Why a score or a decision was refused, as the page says it. */
export function decisionRefusal(reason: DecisionRefusal): string {
	const words: Record<DecisionRefusal, () => string> = {
		forbidden: m.error_only_facilitators,
		'not-found': m.error_not_found,
		decided: m.calls_refusal_decided,
		'still-open': m.calls_refusal_still_open,
		'unknown-application': m.calls_refusal_application,
		'too-many-chosen': m.calls_refusal_too_many,
		'own-application': m.calls_refusal_own
	};
	return words[reason]();
}

/** How the choice is made, as it is published. */
export function wayInWords(way: 'scores' | 'consent'): string {
	return way === 'scores' ? m.calls_way_scores() : m.calls_way_consent();
}
