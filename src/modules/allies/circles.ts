/**
 * The circles of commitment. One is in each of those that a fact places one in: several at once, or none. They are no ladder:
 * their order here is that of the domain and says nothing of worth.
 */
export const circles = ['support', 'involved', 'co-producer', 'member'] as const;
export type Circle = (typeof circles)[number];

/** The facts that other rooms tell, and the circle that each places in. */
const circleOfFact = {
	'charter-signed': 'support',
	'initiation-attended': 'involved',
	'contribution-made': 'involved',
	'device-co-produced': 'co-producer',
	'membership-held': 'member'
} as const satisfies Record<string, Circle>;
export type Fact = keyof typeof circleOfFact;

/** The circle in which a fact places who it is about. */
export function circleOf(fact: Fact): Circle {
	return circleOfFact[fact];
}

type Known = { circle: Circle; on: string };

/** The circles that evidence places an ally in, each with its evidence, oldest first. A pure function; no ally is before another. */
export function circlesFrom<Evidence extends Known>(
	evidence: Evidence[]
): { circle: Circle; evidence: Evidence[] }[] {
	const sorted = evidence.toSorted((one, other) => one.on.localeCompare(other.on));
	return circles
		.map((circle) => ({ circle, evidence: sorted.filter((known) => known.circle === circle) }))
		.filter((placed) => placed.evidence.length > 0);
}
