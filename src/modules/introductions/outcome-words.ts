import { m } from '#words/messages.js';
import { outcomes, type Outcome } from './outcome-names.ts';

/** An outcome as people say it. */
export function outcomeName(outcome: Outcome): string {
	const names = {
		met: m.introductions_outcome_met,
		'working-together': m.introductions_outcome_working,
		'nothing-yet': m.introductions_outcome_nothing_yet,
		'no-need': m.introductions_outcome_no_need
	};
	return names[outcome]();
}

/** What one can choose when asked what came of an introduction. */
export function outcomeOptions(): { value: Outcome; label: string }[] {
	return outcomes.map((outcome) => ({ value: outcome, label: outcomeName(outcome) }));
}

/** What was told of an introduction, and by whom, in a sentence. */
export function toldInWords(told: { toldAs: string; outcome: string; sentence: string | null }): string {
	const who =
		told.toldAs === 'asker'
			? m.introductions_told_by_asker()
			: told.toldAs === 'helper'
				? m.introductions_told_by_helper()
				: m.introductions_told_by_facilitator();
	const outcome = outcomeName(told.outcome as Outcome);
	return m.introductions_told({ who, outcome }) + (told.sentence ? ` — ${told.sentence}` : '');
}
