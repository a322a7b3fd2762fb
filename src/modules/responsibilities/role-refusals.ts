import { m } from '#words/messages.js';

/** What is said of each refusal, when the page is shown again. */
export const roleRefusals = {
	closed: m.communities_closed,
	over: m.responsibilities_refusal_over,
	taken: m.responsibilities_refusal_taken,
	'has-one': m.responsibilities_refusal_has_one,
	'not-theirs': m.responsibilities_refusal_not_theirs,
	'already-asked': m.responsibilities_refusal_already_asked,
	'too-early': m.responsibilities_refusal_too_early,
	'too-many': m.responsibilities_refusal_too_many
};
