import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { costOf, rotate, type Had, type Rotation } from './rotation.ts';

const names = ['ada', 'bo', 'cleo', 'dan', 'eve'];
const allRoles = ['facilitation', 'notes', 'time'];

/** Some sessions, each with the people who come: the rotation is asked for at each, and followed. */
const lives = fc.record({
	size: fc.integer({ min: 1, max: names.length }),
	roles: fc.integer({ min: 1, max: allRoles.length }),
	present: fc.array(fc.subarray(names), { minLength: 1, maxLength: 9 })
});

async function live(life: { size: number; roles: number; present: string[][] }) {
	const roles = allRoles.slice(0, life.roles);
	const before: Had[] = [];
	const sessions = [];
	for (const [index, present] of life.present.entries()) {
		const people = names.slice(0, life.size).filter((name) => present.includes(name));
		const rotation: Rotation = { roles, people, before: [...before] };
		const given = await rotate(rotation);
		sessions.push({ ...rotation, given });
		before.push(...given.map(({ role, person }) => ({ session: index + 1, role, person })));
	}
	return sessions;
}

test('nobody has a role twice before somebody else who was free for it had it once', async () => {
	await fc.assert(
		fc.asyncProperty(lives, async (life) => {
			for (const { people, before, given } of await live(life)) {
				const busy = given.map(({ person }) => person);
				const free = people.filter((person) => !busy.includes(person));
				for (const { role, person } of given) {
					const hadIt = (one: string) => before.some((had) => had.role === role && had.person === one);
					if (hadIt(person)) expect(free.filter((one) => !hadIt(one))).toEqual([]);
				}
			}
		}),
		{ numRuns: 25 }
	);
}, 60_000);

test('nobody is given two roles, nor the one that they had the last time it was given', async () => {
	await fc.assert(
		fc.asyncProperty(lives, async (life) => {
			for (const { people, before, given } of await live(life)) {
				const chosen = given.map(({ person }) => person);
				expect(new Set(chosen).size).toBe(chosen.length);
				for (const { role, person } of given) {
					expect(people).toContain(person);
					const last = before.findLast((had) => had.role === role);
					expect(last?.person).not.toBe(person);
				}
			}
		}),
		{ numRuns: 25 }
	);
}, 60_000);

type Total = { given: number; cost: number };

/** Tries every way of giving the roles. */
function best(rotation: Rotation, at = 0, busy: string[] = []): Total {
	const role = rotation.roles[at];
	if (role === undefined) return { given: 0, cost: 0 };
	let found = best(rotation, at + 1, busy);
	for (const person of rotation.people) {
		const cost = costOf(role, person, rotation.before);
		if (cost === null || busy.includes(person)) continue;
		const rest = best(rotation, at + 1, [...busy, person]);
		const total = { given: rest.given + 1, cost: rest.cost + cost };
		if (total.given > found.given || (total.given === found.given && total.cost < found.cost)) found = total;
	}
	return found;
}

test('no other way of giving the roles lets people rest longer', async () => {
	const histories = fc.array(
		fc.record({
			session: fc.integer({ min: 1, max: 8 }),
			role: fc.constantFrom(...allRoles),
			person: fc.constantFrom(...names)
		}),
		{ maxLength: 14 }
	);
	const rotations = fc.record({
		roles: fc.subarray(allRoles),
		people: fc.subarray(names),
		before: histories
	});
	await fc.assert(
		fc.asyncProperty(rotations, async (rotation) => {
			const given = await rotate(rotation);
			const cost = given.reduce((sum, { role, person }) => sum + costOf(role, person, rotation.before)!, 0);
			expect({ given: given.length, cost }).toEqual(best(rotation));
		}),
		{ numRuns: 80 }
	);
}, 60_000);

test('who never had a role comes first, then who had it longest ago, and the reason says which', async () => {
	const before = [
		{ session: 1, role: 'notes', person: 'ada' },
		{ session: 2, role: 'notes', person: 'bo' },
		{ session: 3, role: 'time', person: 'cleo' }
	];
	const people = ['ada', 'bo', 'cleo'];
	expect(await rotate({ roles: ['notes'], people, before })).toEqual([
		{ role: 'notes', person: 'cleo', lastHad: 0, lastAny: 3 }
	]);
	expect(await rotate({ roles: ['notes'], people: ['ada', 'bo'], before })).toEqual([
		{ role: 'notes', person: 'ada', lastHad: 1, lastAny: 1 }
	]);
	expect(await rotate({ roles: ['notes'], people: ['bo'], before })).toEqual([]);
});
