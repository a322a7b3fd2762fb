import { diff3Merge } from 'node-diff3';

/** The work of merging grows with the pairs of lines that are alike: beyond so many, what was typed is compared by eye. */
const mostPairs = 50_000;

/**
 * Merges what somebody typed with what others wrote since: line by line, both are kept where they changed different lines. Where
 * they changed the same ones, the text holds what was typed, and says that there is a conflict.
 */
export function mergeTexts({ base, mine, theirs }: { base: string; mine: string; theirs: string }): {
	text: string;
	isConflict: boolean;
} {
	if (theirs === base || theirs === mine) return { text: mine, isConflict: false };
	const [typed, before, others] = [linesOf(mine), linesOf(base), linesOf(theirs)];
	if (pairs(typed, before) + pairs(others, before) > mostPairs) return { text: mine, isConflict: true };
	const regions = diff3Merge(typed, before, others, { excludeFalseConflicts: true });
	const merged = regions.map(({ ok, conflict }) =>
		conflict ? settle(conflict) : { lines: ok!, isConflict: false }
	);
	const text = merged.flatMap(({ lines }) => lines).join('');
	return { text: text.trim(), isConflict: merged.some(({ isConflict }) => isConflict) };
}

/** Neighbouring lines that each side changed, none of them the same, are no conflict. */
function settle({ a: typed, o: before, b: others }: { a: string[]; o: string[]; b: string[] }) {
	const isAligned = typed.length === before.length && others.length === before.length;
	if (!isAligned) return { lines: typed, isConflict: true };
	const isFree = before.map((line, at) => [typed[at], line].includes(others[at]) || line === typed[at]);
	const lines = before.map((line, at) => (line === typed[at] ? others[at]! : typed[at]!));
	return { lines, isConflict: isFree.includes(false) };
}

/** Lines that say something, each with the empty ones before it: empty lines are all alike and would match anywhere. */
function linesOf(text: string): string[] {
	return `\n\n${text}`.split(/(?<=[^\n])(?=\n)/);
}

function pairs(some: string[], others: string[]): number {
	const counted = new Map<string, number>();
	for (const line of others) counted.set(line, (counted.get(line) ?? 0) + 1);
	return some.reduce((sum, line) => sum + (counted.get(line) ?? 0), 0);
}
