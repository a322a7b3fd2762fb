import { m } from '#words/messages.js';

/** What is said of each refusal, when the page is shown again. */
export const caseRefusals = {
	closed: m.communities_closed,
	ended: m.cases_refusal_ended,
	'too-late': m.cases_refusal_too_late,
	confidential: m.cases_refusal_confidential,
	'other-round': m.cases_refusal_other_round,
	listens: m.cases_you_listen_about,
	'already-facilitated': m.cases_refusal_facilitated,
	'no-more-rounds': m.cases_refusal_other_round
};
