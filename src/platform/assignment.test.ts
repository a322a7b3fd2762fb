import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { assign, type Costs } from './assignment.server.ts';

type Total = { given: number; cost: number };

/** Tries every way of giving tasks: the most tasks, then the smallest cost. */
function best(costs: Costs, room: number[], task = 0): Total {
	if (task === costs.length) return { given: 0, cost: 0 };
	let found = best(costs, room, task + 1);
	for (const [person, cost] of costs[task]!.entries()) {
		if (cost === null || room[person]! < 1) continue;
		const rest = best(costs, room.with(person, room[person]! - 1), task + 1);
		const total = { given: rest.given + 1, cost: rest.cost + cost };
		if (total.given > found.given || (total.given === found.given && total.cost < found.cost)) found = total;
	}
	return found;
}

const sizes = fc.record({ tasks: fc.integer({ min: 0, max: 4 }), people: fc.integer({ min: 0, max: 5 }) });
const problems = sizes.chain(({ tasks, people }) =>
	fc.record({
		costs: fc.array(
			fc.array(fc.option(fc.integer({ min: 0, max: 9000 })), { minLength: people, maxLength: people }),
			{ minLength: tasks, maxLength: tasks }
		),
		room: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: people, maxLength: people })
	})
);

test('as many tasks as possible are given, at the smallest cost of all the ways that there are', async () => {
	await fc.assert(
		fc.asyncProperty(problems, async ({ costs, room }) => {
			const given = await assign(costs, room);
			const left = [...room];
			let cost = 0;
			for (const [task, person] of given.entries()) {
				if (person === null) continue;
				expect(costs[task]![person]).not.toBeNull();
				cost += costs[task]![person]!;
				left[person]! -= 1;
			}
			expect(Math.min(0, ...left)).toBe(0);
			const total = { given: given.filter((person) => person !== null).length, cost };
			expect(total).toEqual(best(costs, room));
		}),
		{ numRuns: 150 }
	);
});

test('sixty tasks among two hundred people are given in a moment', async () => {
	const costs = Array.from({ length: 60 }, (_, task) =>
		Array.from({ length: 200 }, (_, person) => (task * 7919 + person * 104_729) % 1000)
	);
	const given = await assign(
		costs,
		costs[0]!.map(() => 1)
	);
	expect(new Set(given).size).toBe(60);
	expect(given).not.toContain(null);
});
