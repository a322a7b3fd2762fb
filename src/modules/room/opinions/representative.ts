import { agrees, disagrees, unseen, type VoteMatrix } from './vote-matrix.ts';

/** How many of a group said what of a statement. */
export type Counted = { agree: number; disagree: number; seen: number };

/** What tells a group from the others: a statement, which way, and how sure that is. */
export type Telling = { statement: number; vote: 'agree' | 'disagree'; share: number; strength: number };

/** Beyond this a difference is not chance, with a confidence of 90 % on one side. */
const significant = 1.2816;
const mostTelling = 5;

/** What each group said of each statement. */
export function countsByGroup(
	{ people, statements, votes }: VoteMatrix,
	of: Int32Array,
	groups: number
): Counted[][] {
	const counts = Array.from({ length: groups }, () =>
		Array.from({ length: statements }, (): Counted => ({ agree: 0, disagree: 0, seen: 0 }))
	);
	for (let i = 0; i < people; i += 1) {
		const group = of[i]!;
		if (group < 0) continue;
		for (let j = 0; j < statements; j += 1) {
			const vote = votes[i * statements + j]!;
			if (vote === unseen) continue;
			const counted = counts[group]![j]!;
			counted.seen += 1;
			if (vote === agrees) counted.agree += 1;
			if (vote === disagrees) counted.disagree += 1;
		}
	}
	return counts;
}

/** The share of those who said yes, drawn towards a half while few have spoken: (n + 1) ÷ (N + 2), Laplace. */
export function smoothed(yes: number, seen: number): number {
	return (yes + 1) / (seen + 2);
}

/** How far a share is from a half, in standard deviations (test of one proportion, with one more of each as Polis has it). */
function oneProportion(yes: number, seen: number): number {
	return 2 * Math.sqrt(seen + 1) * ((yes + 1) / (seen + 1) - 0.5);
}

/** How far two shares are from each other, in standard deviations (test of two proportions, with one more of each). */
function twoProportions(yes: number, seen: number, yesOther: number, seenOther: number): number {
	const [a, n, b, k] = [yes + 1, seen + 1, yesOther + 1, seenOther + 1];
	const all = (a + b) / (n + k);
	if (all >= 1) return 0;
	return (a / n - b / k) / Math.sqrt(all * (1 - all) * (1 / n + 1 / k));
}

/**
 * The statements that tell each group from the others, as Polis chooses them: what most of the group say, and more than the others do,
 * both beyond chance; the strongest first. At least one a group.
 */
export function tellingOf(counts: Counted[][]): Telling[][] {
	return counts.map((own, group) => {
		const others = counts.filter((_, other) => other !== group);
		const all = own.flatMap((counted, statement) => {
			const rest = others.reduce(
				(sum, other) => ({
					agree: sum.agree + other[statement]!.agree,
					disagree: sum.disagree + other[statement]!.disagree,
					seen: sum.seen + other[statement]!.seen
				}),
				{ agree: 0, disagree: 0, seen: 0 }
			);
			return (['agree', 'disagree'] as const).map((vote) => weigh(statement, vote, counted, rest));
		});
		const sorted = all.sort((one, other) => other.strength - one.strength);
		const sure = sorted.filter(({ isSure }) => isSure);
		return (sure.length > 0 ? sure.slice(0, mostTelling) : sorted.slice(0, 1)).map(
			({ isSure: _, ...telling }) => telling
		);
	});
}

function weigh(statement: number, vote: 'agree' | 'disagree', own: Counted, rest: Counted) {
	const share = smoothed(own[vote], own.seen);
	const ratio = share / smoothed(rest[vote], rest.seen);
	const [apart, sure] = [
		twoProportions(own[vote], own.seen, rest[vote], rest.seen),
		oneProportion(own[vote], own.seen)
	];
	const isSure = apart > significant && sure > significant;
	return { statement, vote, share, strength: ratio * apart * share * sure, isSure };
}

/** A statement by how all groups take it: the product of their smoothed shares (group-informed consensus of Polis), and their spread. */
export type Shared = { statement: number; agree: number; disagree: number; spread: number };

/** What unites and what divides: for each statement that every group has seen, how far all agree, all disagree, and are apart. */
export function sharedBy(counts: Counted[][]): Shared[] {
	const statements = counts[0]?.length ?? 0;
	return Array.from({ length: statements }, (_, statement) => statement)
		.filter((statement) => counts.every((group) => group[statement]!.seen > 0))
		.map((statement) => {
			const agree = counts.map((group) => smoothed(group[statement]!.agree, group[statement]!.seen));
			const disagree = counts.map((group) => smoothed(group[statement]!.disagree, group[statement]!.seen));
			const product = (shares: number[]) => shares.reduce((all, share) => all * share, 1);
			const spread = Math.max(...agree) - Math.min(...agree);
			return { statement, agree: product(agree), disagree: product(disagree), spread };
		});
}
