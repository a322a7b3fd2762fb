/** How many draws are tried to find one in which the fewest meet again. */
const draws = 60;

/**
 * Draws people two by two, and three when one would be left: of sixty draws the one in which the fewest meet somebody whom they have met.
 * `met` holds both keys of those who met, in their order with a space between.
 */
export function drawPairs(
	people: string[],
	met: Set<string>,
	random: () => number = Math.random
): string[][] {
	if (people.length < 2) return [];
	let best: string[][] = [];
	let fewest = Infinity;
	for (let draw = 0; draw < draws && fewest > 0; draw += 1) {
		const tables = seated(people, met, random);
		const again = tables.reduce(
			(sum, table) => sum + meetings(table).filter((pair) => met.has(pair)).length,
			0
		);
		if (again >= fewest) continue;
		best = tables;
		fewest = again;
	}
	return best;
}

/** The pairs of people who meet at a table. */
export function meetings(table: string[]): string[] {
	return table.flatMap((one, i) => table.slice(i + 1).map((other) => [one, other].sort().join(' ')));
}

/** Each takes the first that they have not met, if there is one. */
function seated(people: string[], met: Set<string>, random: () => number): string[][] {
	const left = people
		.map((one) => ({ one, at: random() }))
		.sort((a, b) => a.at - b.at)
		.map(({ one }) => one);
	const tables: string[][] = [];
	while (left.length > 1) {
		const one = left.shift()!;
		const fresh = left.findIndex((other) => !met.has([one, other].sort().join(' ')));
		tables.push([one, ...left.splice(Math.max(0, fresh), 1)]);
	}
	if (left.length > 0) tables.at(-1)!.push(left[0]!);
	return tables;
}
