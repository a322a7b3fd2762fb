import type { OpinionGroups } from './opinion-groups.ts';

/** What a group, or everybody, says of a statement: shares from 0 to 1. */
type Said = { statement: string; vote: 'agree' | 'disagree'; share: number };

/** Opinion groups as they are kept and shown: no person is in it, only how many stand in each square of the plane. */
export type OpinionMap = {
	people: number;
	placed: number;
	groups: { size: number; telling: Said[] }[];
	/** What every group agrees on, or disagrees with. */
	uniting: Said[];
	/** What groups are farthest apart on, with the share of each that agrees. */
	dividing: { statement: string; shares: number[] }[];
	/** Squares of the plane, from 0 to `squares` − 1 each way. */
	places: { x: number; y: number; group: number; count: number }[];
};

export const squares = 32;
const mostSaid = 5;
/** A statement unites when the smoothed share of every group is beyond this on the mean, and divides when the shares are so far apart. */
const unites = 0.65;
const divides = 0.4;

/** What was found, ready to be shown; `statements` are the ids of the columns. */
export function opinionMap(found: OpinionGroups, statements: string[]): OpinionMap {
	const groups = found.sizes.length;
	const mean = (product: number) => (groups === 0 ? 0 : product ** (1 / groups));
	const uniting = found.shared
		.flatMap(({ statement, agree, disagree }) => [
			{ statement: statements[statement]!, vote: 'agree' as const, share: mean(agree) },
			{ statement: statements[statement]!, vote: 'disagree' as const, share: mean(disagree) }
		])
		.filter(({ share }) => share > unites)
		.sort((one, other) => other.share - one.share);
	const dividing = found.shared
		.filter(({ spread }) => groups > 1 && spread > divides)
		.sort((one, other) => other.spread - one.spread)
		.slice(0, mostSaid)
		.map(({ statement }) => ({
			statement: statements[statement]!,
			shares: found.counts.map((counts) => counts[statement]!.agree / Math.max(1, counts[statement]!.seen))
		}));
	return {
		people: found.of.length,
		placed: found.sizes.reduce((sum, size) => sum + size, 0),
		groups: found.sizes.map((size, i) => ({
			size,
			telling: found.telling[i]!.map(({ statement, vote, share }) => ({
				statement: statements[statement]!,
				vote,
				share
			}))
		})),
		uniting: uniting.slice(0, mostSaid),
		dividing,
		places: placesOf(found)
	};
}

function placesOf({ of, components: { places } }: OpinionGroups): OpinionMap['places'] {
	const placed = [...of.keys()].filter((i) => of[i]! >= 0);
	const widest = Math.max(
		1e-9,
		...placed.flatMap((i) => [Math.abs(places[i * 2]!), Math.abs(places[i * 2 + 1]!)])
	);
	const square = (at: number) => Math.min(squares - 1, Math.floor(((at / widest + 1) / 2) * squares));
	const counts = new Map<string, OpinionMap['places'][number]>();
	for (const i of placed) {
		const [x, y, group] = [square(places[i * 2]!), square(places[i * 2 + 1]!), of[i]!];
		const key = `${x} ${y} ${group}`;
		const here = counts.get(key) ?? { x, y, group, count: 0 };
		here.count += 1;
		counts.set(key, here);
	}
	return [...counts.values()].sort((one, other) => one.y - other.y || one.x - other.x);
}
