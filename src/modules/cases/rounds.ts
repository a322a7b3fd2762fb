/** The rounds of the analysis of a case, in their order. */
export const rounds = ['telling', 'clarify', 'hypotheses', 'proposals', 'thanks'] as const;
export type Round = (typeof rounds)[number];

/** What the author makes of a case at the end: kept for the members, or what they told opened to allies. Else it is erased. */
export const outcomes = ['kept', 'opened'] as const;
export type Outcome = (typeof outcomes)[number];

/** Rounds in which whoever told the case listens: others look for what is going on, and propose. */
const listening: Round[] = ['hypotheses', 'proposals'];

/**
 * Whether somebody contributes to a round. While the case is told, its author writes it and others wait; they answer questions;
 * they listen to hypotheses and proposals; all may thank.
 */
export function contributes(round: Round, isAuthor: boolean): boolean {
	if (round === 'telling') return false;
	return !isAuthor || !listening.includes(round);
}

/** The round that comes after this one, null after the last. */
export function roundAfter(round: Round): Round | null {
	return rounds[rounds.indexOf(round) + 1] ?? null;
}
