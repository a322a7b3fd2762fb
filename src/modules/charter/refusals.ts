import { m } from '#words/messages.js';

/** Why something could not be done to the draft, in words. */
export const draftRefusals = {
	'draft-exists': () => m.revision_refusal_draft_exists(),
	'not-open': () => m.revision_refusal_not_open(),
	'not-closed': () => m.revision_refusal_not_closed(),
	'not-validated': () => m.revision_refusal_not_validated(),
	empty: () => m.revision_refusal_empty(),
	'in-the-future': () => m.revision_refusal_future(),
	'window-in-the-past': () => m.revision_refusal_window(),
	'changed-meanwhile': () => m.revision_refusal_changed(),
	unchanged: () => m.revision_refusal_unchanged(),
	own: () => m.revision_refusal_own(),
	answered: () => m.revision_refusal_answered(),
	supported: () => m.revision_refusal_supported()
};

export type DraftRefusal = keyof typeof draftRefusals;
