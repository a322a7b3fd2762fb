import { m } from '#words/messages.js';
import type { Circle, Fact } from './circles.ts';

const circleNames: Record<Circle, () => string> = {
	support: () => m.allies_circle_support(),
	involved: () => m.allies_circle_involved(),
	'co-producer': () => m.allies_circle_co_producer(),
	member: () => m.allies_circle_member()
};

/** A circle in words. */
export function circleName(circle: Circle): string {
	return circleNames[circle]();
}

/** A gathering that allies alone may see is not named on the pages of allies: its facts come without a detail. */
const factSentences: Record<Fact, (detail: string | null) => string> = {
	'charter-signed': (detail) => m.allies_fact_charter_signed({ version: detail ?? '' }),
	'initiation-attended': (detail) =>
		detail === null ? m.allies_fact_initiation() : m.allies_fact_initiation_attended({ title: detail }),
	'contribution-made': (detail) =>
		detail === null ? m.allies_fact_contribution() : m.allies_fact_contribution_made({ title: detail }),
	'device-co-produced': (detail) => m.allies_fact_device_co_produced({ title: detail ?? '' }),
	'membership-held': () => m.allies_fact_membership_held()
};

/** What happened, in words: the answer to “why am I here?”. */
export function factSentence(fact: Fact, detail: string | null): string {
	return factSentences[fact](detail);
}
