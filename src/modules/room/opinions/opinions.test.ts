import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { opinionGroups } from './opinion-groups.ts';
import { agrees, disagrees, passes, unseen, voteMatrix, type VoteMatrix } from './vote-matrix.ts';

const published = join(import.meta.dirname, '../../../../../shared/data/polis');

/** Two groupings of the same people, as alike as chance has it at 0 and the same at 1 (Hubert and Arabie 1985). */
function adjustedRand(one: number[], other: number[]): number {
	const pairs = (count: number) => (count * (count - 1)) / 2;
	const tally = (keys: string[]) => {
		const counts = new Map<string, number>();
		for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
		return [...counts.values()].reduce((sum, count) => sum + pairs(count), 0);
	};
	const together = tally(one.map((group, i) => `${group} ${other[i]}`));
	const [first, second, all] = [tally(one.map(String)), tally(other.map(String)), pairs(one.length)];
	const expected = (first * second) / all;
	const most = (first + second) / 2;
	return most === expected ? 1 : (together - expected) / (most - expected);
}

function cosine(one: ArrayLike<number>, other: ArrayLike<number>): number {
	const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
		Array.from(a).reduce((sum, x, i) => sum + x * b[i]!, 0);
	return Math.abs(dot(one, other)) / Math.sqrt(dot(one, one) * dot(other, other));
}

/** Numbers that look drawn, and are the same each time (mulberry32). */
function drawn(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/** People of some groups who mostly vote as theirs does; all agree on the first statement, and few are certain of the last. */
function planted(
	people: number,
	statements: number,
	groups: number,
	seed = 1
): { matrix: VoteMatrix; of: number[] } {
	const random = drawn(seed);
	const opinions = Array.from({ length: groups }, () =>
		Array.from({ length: statements }, (_, j) => (j === 0 ? agrees : random() < 0.5 ? agrees : disagrees))
	);
	const of = Array.from({ length: people }, (_, i) => i % groups);
	const votes = of.flatMap((group, person) =>
		opinions[group]!.flatMap((opinion, statement) => {
			if (random() < 0.15) return [];
			const vote = random() < 0.06 ? passes : random() < 0.06 ? -opinion : opinion;
			return [{ person, statement, vote }];
		})
	);
	return { matrix: voteMatrix(people, statements, votes), of };
}

type PolisVote = { participant_id: number; statement_id: number; vote: number; modified: number };
type PolisMath = {
	pca: { comps: number[][] };
	tids: number[];
	'mod-out': number[];
	'in-conv': number[];
	'base-clusters': { id: number[]; members: number[][] };
	'group-clusters': { id: number; members: number[] }[];
};

test.skipIf(!existsSync(published)).each(['50ptpt-3gp-strict-no-meta', 'above-100-ptpts'])(
	'the conversation %s has the components that the Polis service found, and much the same groups',
	async (name) => {
		const read = <Read>(file: string) =>
			JSON.parse(readFileSync(join(published, name, file), 'utf8')) as Read;
		const math = read<PolisMath>('math-pca2.json');
		const column = new Map(math.tids.map((id, i) => [id, i]));
		const known = read<PolisVote[]>('votes.json').filter(({ statement_id: id }) => column.has(id));
		known.sort((one, other) => one.modified - other.modified);
		const people = 1 + Math.max(...known.map(({ participant_id: id }) => id));
		const votes = known.map((one) => {
			return { person: one.participant_id, statement: column.get(one.statement_id)!, vote: one.vote };
		});
		const leftOut = new Set(math['mod-out'].flatMap((id) => column.get(id) ?? []));
		const found = await opinionGroups(voteMatrix(people, math.tids.length, votes), leftOut);
		for (const [i, axis] of found.components.axes.entries())
			expect(cosine(axis, math.pca.comps[i]!), `component ${i + 1}`).toBeGreaterThanOrEqual(0.999);

		const membersOf = new Map(
			math['base-clusters'].id.map((id, i) => [id, math['base-clusters'].members[i]!])
		);
		const theirs = new Map(
			math['group-clusters'].flatMap(({ id, members }) =>
				members.flatMap((base) => membersOf.get(base)!.map((person) => [person, id] as const))
			)
		);
		const both = [...theirs.keys()].filter((person) => found.of[person]! >= 0);
		const rand = adjustedRand(
			both.map((person) => theirs.get(person)!),
			both.map((person) => found.of[person]!)
		);
		console.info(
			`${name}: ${found.sizes.length} groups of ${found.sizes.join(', ')}; adjusted Rand index ${rand.toFixed(3)}`
		);
		expect(rand).toBeGreaterThan(0.5);
	}
);

test('groups that were planted are found again, with what unites and what divides them', async () => {
	for (const groups of [2, 3]) {
		const { matrix, of } = planted(150, 40, groups);
		const found = await opinionGroups(matrix);
		expect(found.sizes, `${groups} groups`).toHaveLength(groups);
		expect(adjustedRand(of, [...found.of])).toBeGreaterThan(0.97);
		const first = found.shared.find(({ statement }) => statement === 0)!;
		expect(first.agree).toBeGreaterThan(0.7 ** groups);
		expect(first.spread).toBeLessThan(0.3);
		const dividing = found.shared.toSorted((one, other) => other.spread - one.spread)[0]!;
		expect(dividing.spread).toBeGreaterThan(0.6);
		for (const telling of found.telling) expect(telling.map(({ statement }) => statement)).not.toContain(0);
	}
});

test('somebody who voted little is placed with nobody, and a group of two is not shown as one', async () => {
	const { matrix } = planted(60, 20, 2);
	for (let j = 3; j < 20; j += 1) matrix.votes[5 * 20 + j] = unseen;
	const found = await opinionGroups(matrix);
	expect(found.of[5]).toBe(-1);
	expect(found.sizes.every((size) => size >= 3)).toBe(true);
});

test('what is left out moves nobody', async () => {
	const { matrix } = planted(60, 20, 2);
	const spoiled: VoteMatrix = { ...matrix, votes: matrix.votes.slice() };
	for (let i = 0; i < 60; i += 1) spoiled.votes[i * 20 + 7] = i % 3 === 0 ? agrees : disagrees;
	const [one, other] = [
		await opinionGroups(matrix, new Set([7])),
		await opinionGroups(spoiled, new Set([7]))
	];
	expect([...one.of]).toEqual([...other.of]);
});

test('whatever people vote, everything is a number and everybody is in one group at most', async () => {
	const cell = fc.constantFrom(agrees, disagrees, passes, unseen);
	const votes = fc.tuple(fc.nat(12), fc.nat(9)).chain(([people, statements]) =>
		fc.record({
			people: fc.constant(people),
			statements: fc.constant(statements),
			votes: fc.array(cell, { minLength: people * statements, maxLength: people * statements })
		})
	);
	await fc.assert(
		fc.asyncProperty(votes, async ({ people, statements, votes: cells }) => {
			const found = await opinionGroups({ people, statements, votes: Int8Array.from(cells) });
			const { places, axes, center } = found.components;
			for (const numbers of [places, ...axes, center]) expect(numbers.every(Number.isFinite)).toBe(true);
			expect(found.of).toHaveLength(people);
			expect(found.of.every((group) => group >= -1 && group < found.sizes.length)).toBe(true);
			for (const { agree, spread } of found.shared) expect(Number.isFinite(agree + spread)).toBe(true);
		}),
		{ numRuns: 200 }
	);
});
