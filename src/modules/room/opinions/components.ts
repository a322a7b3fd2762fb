import { Breath } from './breath.ts';
import { unseen, votesEach, type VoteMatrix } from './vote-matrix.ts';

export type Components = {
	/** The mean vote on each statement. */
	center: Float64Array;
	/** Two directions of unit length, along which people differ most; a number a statement. */
	axes: [Float64Array, Float64Array];
	/** Where each person stands: x and y, one after the other. */
	places: Float64Array;
};

const iterations = 300;
const precision = 1e-12;

/**
 * The two principal components of the votes, as Polis computes them: what somebody has not seen counts as the mean of its statement,
 * statements that are left out count as nothing, and power iteration finds the axes one after the other. Somebody who voted on few
 * statements is moved away from the middle by √(statements ÷ votes), or few votes would look like moderation (Small et al. 2021,
 * “Polis: scaling deliberation by mapping high dimensional opinion spaces”).
 */
export async function componentsOf(
	matrix: VoteMatrix,
	leftOut: Set<number> = new Set()
): Promise<Components> {
	const breath = new Breath();
	const { center, centred } = centredVotes(matrix, leftOut);
	const first = await mainAxis(centred, matrix, [], breath);
	const second = await mainAxis(centred, matrix, [first], breath);
	return { center, axes: [first, second], places: placesOf(centred, matrix, [first, second]) };
}

function centredVotes({ people, statements, votes }: VoteMatrix, leftOut: Set<number>) {
	const center = new Float64Array(statements);
	const centred = new Float64Array(people * statements);
	for (let j = 0; j < statements; j += 1) {
		if (leftOut.has(j)) continue;
		let sum = 0;
		let seen = 0;
		for (let i = 0; i < people; i += 1) {
			const vote = votes[i * statements + j]!;
			if (vote === unseen) continue;
			sum += vote;
			seen += 1;
		}
		center[j] = seen === 0 ? 0 : sum / seen;
		for (let i = 0; i < people; i += 1) {
			const vote = votes[i * statements + j]!;
			if (vote !== unseen) centred[i * statements + j] = vote - center[j]!;
		}
	}
	return { center, centred };
}

/** The direction of most variance that is at right angles to those given; all zero when nothing varies any more. */
async function mainAxis(
	centred: Float64Array,
	{ people, statements }: VoteMatrix,
	before: Float64Array[],
	breath: Breath
): Promise<Float64Array> {
	let axis = Float64Array.from({ length: statements }, (_, j) => 1 + j / (statements + 1));
	straighten(axis, before);
	if (!unit(axis)) return new Float64Array(statements);
	for (let turn = 0; turn < iterations; turn += 1) {
		const next = new Float64Array(statements);
		for (let i = 0; i < people; i += 1) {
			const row = i * statements;
			let along = 0;
			for (let j = 0; j < statements; j += 1) along += centred[row + j]! * axis[j]!;
			if (along !== 0) for (let j = 0; j < statements; j += 1) next[j]! += along * centred[row + j]!;
		}
		straighten(next, before);
		if (!unit(next)) return new Float64Array(statements);
		const moved = 1 - Math.abs(dot(axis, next));
		axis = next;
		if (moved < precision) break;
		await breath.take();
	}
	return axis;
}

function straighten(axis: Float64Array, before: Float64Array[]): void {
	for (const other of before) {
		const along = dot(axis, other);
		for (let j = 0; j < axis.length; j += 1) axis[j]! -= along * other[j]!;
	}
}

/** Makes it one long; false when it has no length. */
function unit(axis: Float64Array): boolean {
	const length = Math.sqrt(dot(axis, axis));
	if (length < 1e-9) return false;
	for (let j = 0; j < axis.length; j += 1) axis[j]! /= length;
	return true;
}

function dot(one: Float64Array, other: Float64Array): number {
	let sum = 0;
	for (let j = 0; j < one.length; j += 1) sum += one[j]! * other[j]!;
	return sum;
}

function placesOf(centred: Float64Array, matrix: VoteMatrix, axes: Float64Array[]): Float64Array {
	const { people, statements } = matrix;
	const counts = votesEach(matrix);
	const places = new Float64Array(people * 2);
	for (let i = 0; i < people; i += 1) {
		const scale = counts[i] === 0 ? 0 : Math.sqrt(statements / counts[i]!);
		for (const [a, axis] of axes.entries()) {
			let along = 0;
			for (let j = 0; j < statements; j += 1) along += centred[i * statements + j]! * axis[j]!;
			places[i * 2 + a] = along * scale;
		}
	}
	return places;
}
