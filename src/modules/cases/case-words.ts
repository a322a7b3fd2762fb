import { m } from '#words/messages.js';
import type { Outcome, Round } from './rounds.ts';

const names: Record<Round, () => string> = {
	telling: m.cases_round_telling,
	clarify: m.cases_round_clarify,
	hypotheses: m.cases_round_hypotheses,
	proposals: m.cases_round_proposals,
	thanks: m.cases_round_thanks
};
const rules: Record<Round, () => string> = {
	telling: m.cases_rule_telling,
	clarify: m.cases_rule_clarify,
	hypotheses: m.cases_rule_hypotheses,
	proposals: m.cases_rule_proposals,
	thanks: m.cases_rule_thanks
};

/** What a round is called. */
export function roundName(round: Round): string {
	return names[round]();
}

/** What one does in a round, and what one does not. */
export function roundRule(round: Round): string {
	return rules[round]();
}

/** What became of a case. */
export function outcomeName(outcome: Outcome): string {
	return outcome === 'kept' ? m.cases_kept() : m.cases_opened();
}
