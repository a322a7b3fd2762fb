import type { Highs } from 'highs';

/** What it costs to give a task to somebody, `null` when it may not be; `costs[task][person]`, none below 0. */
export type Costs = (number | null)[][];

let solver: Promise<Highs> | undefined;

/** The solver, loaded when a first assignment is asked for. */
function solverLoaded(): Promise<Highs> {
	return (solver ??= import('highs').then(({ default: load }) => load()));
}

/**
 * Gives each task to one person at most and each person at most `room[person]` tasks: as many tasks as possible, then at the
 * smallest total cost. Exact: a linear programme whose corners are whole numbers, solved by simplex (HiGHS). The answer at `i`
 * is the person for the task at `i`, null when nobody is left who may.
 */
export async function assign(costs: Costs, room: number[]): Promise<(number | null)[]> {
	const pairs = costs.flatMap((row, task) =>
		row.flatMap((cost, person) => (cost === null || room[person]! < 1 ? [] : [{ task, person, cost }]))
	);
	const given = costs.map((): number | null => null);
	if (pairs.length === 0) return given;
	const highs = await solverLoaded();
	const { Status, Columns } = highs.solve(programme(costs, room, pairs), {
		solver: 'simplex',
		random_seed: 1,
		output_flag: false
	});
	if (Status !== 'Optimal') throw new Error(`an assignment was not solved: ${Status}`);
	for (const { task, person } of pairs)
		if (Number(Columns[nameOf(task, person)]!.Primal) > 0.5) given[task] = person;
	return given;
}

type Pair = { task: number; person: number; cost: number };

/** The programme in the LP format. A task that is given is worth more than all the costs together. */
function programme(costs: Costs, room: number[], pairs: Pair[]): string {
	const dearest = Math.max(...pairs.map(({ cost }) => cost));
	const worth = dearest * (costs.length + 1) + 1;
	const sum = (some: Pair[]) => some.map(({ task, person }) => nameOf(task, person)).join('\n + ');
	const once = [...costs.keys()].map((task) => pairs.filter((pair) => pair.task === task));
	const load = [...room.keys()].map((person) => pairs.filter((pair) => pair.person === person));
	return [
		'Maximize',
		` total: ${pairs.map(({ task, person, cost }) => `${worth - cost} ${nameOf(task, person)}`).join('\n + ')}`,
		'Subject To',
		...once.flatMap((some, task) => (some.length > 0 ? [` task${task}: ${sum(some)} <= 1`] : [])),
		...load.flatMap((some, one) => (some.length > 0 ? [` person${one}: ${sum(some)} <= ${room[one]}`] : [])),
		'Bounds',
		...pairs.map(({ task, person }) => ` 0 <= ${nameOf(task, person)} <= 1`),
		'End'
	].join('\n');
}

function nameOf(task: number, person: number): string {
	return `x${task}_${person}`;
}
