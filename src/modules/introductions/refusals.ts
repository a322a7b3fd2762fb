import { m } from '#words/messages.js';
import type { ProposalRefusal } from './proposing.server.ts';

/** Why an introduction was not asked for, as the page says it. */
export function refusalInWords(reason: ProposalRefusal): string {
	const words: Record<ProposalRefusal, () => string> = {
		'no-such-need': m.introductions_refusal_no_need,
		'no-such-ally': m.introductions_refusal_no_ally,
		forbidden: m.error_only_facilitators,
		'not-kept': m.introductions_refusal_not_kept,
		oneself: m.introductions_refusal_oneself,
		unreachable: m.introductions_refusal_unreachable,
		away: m.introductions_refusal_away,
		'asked-a-lot': m.introductions_refusal_asked_a_lot,
		'too-many': m.introductions_refusal_too_many,
		already: m.introductions_refusal_already
	};
	return words[reason]();
}
