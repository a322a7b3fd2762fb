import { m } from '#words/messages.js';
import type { Likeness } from './mail-domains.ts';

type Outcome = 'accepted' | 'refused' | 'withdrawn';

const outcomes: Record<Outcome, () => string> = {
	accepted: () => m.claims_outcome_accepted(),
	refused: () => m.claims_outcome_refused(),
	withdrawn: () => m.claims_outcome_withdrawn()
};

/** What became of a claim, in a word. */
export function outcomeName(outcome: Outcome): string {
	return outcomes[outcome]();
}

const domains: Record<Likeness, (email: string) => string> = {
	same: (email) => m.claims_domain_same({ email }),
	other: (email) => m.claims_domain_other({ email }),
	anybody: (email) => m.claims_domain_anybody({ email }),
	'no-site': (email) => m.claims_domain_no_site({ email })
};

/** What the address of who asks says about the site of the organisation, in words. */
export function domainSentence(domain: Likeness, email: string): string {
	return domains[domain](email);
}
