import { kindOf } from './kinds/kinds.ts';
import type { Tally } from './kinds/kind.ts';

/** A slot whose answer changed: what it held, and what it holds; null for nothing. */
export type Change = {
	activity: { id: string; kind: string; settings: unknown };
	slot: string;
	before: unknown;
	after: unknown;
};

export type Sum = { activity: string; key: string; weight: number };

/** What changes add to the sums of their activities, by activity and key; what comes out even is left out. */
export function sumsOf(changes: Change[]): Sum[] {
	const sums = new Map<string, Sum>();
	const add = (activity: string, tally: Tally, sign: 1 | -1) => {
		for (const [key, weight] of tally) {
			const id = `${activity} ${key}`;
			const sum = sums.get(id) ?? { activity, key, weight: 0 };
			sum.weight += sign * weight;
			sums.set(id, sum);
		}
	};
	for (const { activity, slot, before, after } of changes) {
		const { tallied } = kindOf(activity.kind);
		if (before !== null) add(activity.id, tallied(before as never, slot, activity.settings), -1);
		if (after !== null) add(activity.id, tallied(after as never, slot, activity.settings), 1);
	}
	return [...sums.values()].filter(({ weight }) => weight !== 0);
}
