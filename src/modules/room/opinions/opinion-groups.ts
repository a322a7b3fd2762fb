import { componentsOf, type Components } from './components.ts';
import { groupsOf } from './grouping.ts';
import {
	countsByGroup,
	sharedBy,
	tellingOf,
	type Counted,
	type Shared,
	type Telling
} from './representative.ts';
import { votesEach, type VoteMatrix } from './vote-matrix.ts';

export type OpinionGroups = {
	components: Components;
	/** The group of each person; −1: they voted on too few statements to be placed. */
	of: Int32Array;
	sizes: number[];
	counts: Counted[][];
	/** What tells each group from the others. */
	telling: Telling[][];
	/** How all groups take each statement. */
	shared: Shared[];
};

/** On how many statements one votes to be placed, as in Polis; fewer when there are fewer. */
const votesToBePlaced = 7;
/** A group of fewer people would single them out: it is not shown as one. */
const smallestGroup = 3;

/**
 * The groups of people who vote alike, with what tells each from the others, what unites them and what divides them (Polis).
 * Statements that are left out count for nothing. Never holds its process for long.
 */
export async function opinionGroups(
	matrix: VoteMatrix,
	leftOut: Set<number> = new Set()
): Promise<OpinionGroups> {
	const components = await componentsOf(matrix, leftOut);
	const needed = Math.min(votesToBePlaced, matrix.statements - leftOut.size);
	const placed = [...votesEach(matrix).entries()]
		.filter(([, votes]) => votes >= Math.max(1, needed))
		.map(([i]) => i);
	const points = Float64Array.from(
		placed.flatMap((i) => [components.places[i * 2]!, components.places[i * 2 + 1]!])
	);
	const found = placed.length === 0 ? { groups: 0, of: new Int32Array() } : await groupsOf(points);
	const { groups, of } = withoutSmall(found.of, found.groups);
	const everybody = new Int32Array(matrix.people).fill(-1);
	for (const [at, i] of placed.entries()) everybody[i] = of[at]!;
	const counts = countsByGroup(matrix, everybody, groups);
	for (const statement of leftOut)
		for (const group of counts) group[statement] = { agree: 0, disagree: 0, seen: 0 };
	const sizes = counts.map((_, group) => everybody.filter((one) => one === group).length);
	const telling = groups < 2 ? counts.map(() => []) : tellingOf(counts);
	return { components, of: everybody, sizes, counts, telling, shared: sharedBy(counts) };
}

/** People of a group that is too small are in none; when only one group is left, there is one. */
function withoutSmall(of: Int32Array, groups: number): { groups: number; of: Int32Array } {
	const sizes = Array.from({ length: groups }, (_, group) => of.filter((one) => one === group).length);
	const kept = sizes.flatMap((size, group) => (size >= smallestGroup || groups === 1 ? [group] : []));
	kept.sort((one, other) => sizes[other]! - sizes[one]!);
	return { groups: kept.length, of: of.map((group) => kept.indexOf(group)) };
}
