/** What is known of a candidate for a need, as the one who asks may know it: only this decides the order. */
export type Facts = {
	id: string;
	/** Of the skills asked for: how many the candidate offers, and of how many others it offers a neighbour. */
	skills: number;
	neighbours: number;
	wanted: number;
	/** Null when one of the two places is not known. */
	kilometres: number | null;
	isSameDepartement: boolean;
	isSameRegion: boolean;
	/** They share at least a circle or a gathering: how many does not count, circles are no score. */
	isShared: boolean;
	saysReady: boolean;
	/** How often the candidate was proposed or asked lately. */
	proposals: number;
};

/** What each reason is worth; all the skills asked for outweigh everything else together. */
export const weights = {
	skill: 60,
	neighbour: 20,
	near: 16,
	departement: 6,
	region: 3,
	shared: 5,
	ready: 6,
	balance: 8
};

/** Beyond so many kilometres, near or far makes no difference. */
const far = 200;

/**
 * How well a candidate answers a need, with `share` the part of the skills asked for:
 *
 *     60 × share offered + 20 × share of which a neighbour is offered + 16 × (1 − km ⁄ 200, never below 0)
 *     + 6 in the same département, else 3 in the same region + 5 when they share a circle or a gathering
 *     + 6 when the candidate says to be ready − 8 × ln(1 + times proposed lately)
 *
 * Every reason adds, none takes away; being proposed takes away less and less, and always something.
 */
export function scoreOf(facts: Facts): number {
	const share = (count: number) => (facts.wanted === 0 ? 0 : count / facts.wanted);
	const nearness = facts.kilometres === null ? 0 : Math.max(0, 1 - facts.kilometres / far);
	const sameArea = facts.isSameDepartement ? weights.departement : facts.isSameRegion ? weights.region : 0;
	return (
		weights.skill * share(facts.skills) +
		weights.neighbour * share(facts.neighbours) +
		weights.near * nearness +
		sameArea +
		(facts.isShared ? weights.shared : 0) +
		(facts.saysReady ? weights.ready : 0) -
		weights.balance * Math.log1p(facts.proposals)
	);
}

/**
 * Orders candidates by {@link scoreOf}. Equals take turns: their order depends on `turn` (the need and the day) alone, so
 * that the list of a day stays the same and nobody is always the first of the equals.
 */
export function rank<Known extends Facts>(candidates: Known[], turn: string): Known[] {
	return candidates
		.map((facts) => ({ facts, score: scoreOf(facts), lot: lotOf(turn + facts.id) }))
		.sort(
			(one, other) =>
				other.score - one.score || one.lot - other.lot || (one.facts.id < other.facts.id ? -1 : 1)
		)
		.map(({ facts }) => facts);
}

/** A number drawn from a text: the hash FNV-1a. */
function lotOf(text: string): number {
	let hash = 0x811c9dc5;
	for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
	return hash;
}

const earthRadius = 6371;

type Point = { latitude: number | null; longitude: number | null };

/** The distance between two points along the earth, in kilometres; null when one is not known. Haversine formula. */
export function kilometresBetween(one: Point, other: Point): number | null {
	if (one.latitude === null || one.longitude === null || other.latitude === null || other.longitude === null)
		return null;
	const radians = (degrees: number) => (degrees * Math.PI) / 180;
	const up = Math.sin(radians(other.latitude - one.latitude) / 2) ** 2;
	const aside = Math.sin(radians(other.longitude - one.longitude) / 2) ** 2;
	const both = Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude));
	return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(up + both * aside)));
}
