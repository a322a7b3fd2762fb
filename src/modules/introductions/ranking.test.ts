import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kilometresBetween, rank, scoreOf, type Facts } from './ranking.ts';

const facts = fc
	.record({
		skills: fc.nat(3),
		neighbours: fc.nat(3),
		kilometres: fc.option(fc.double({ min: 0, max: 20_000, noNaN: true })),
		isSameDepartement: fc.boolean(),
		isSameRegion: fc.boolean(),
		isShared: fc.boolean(),
		saysReady: fc.boolean(),
		proposals: fc.nat(50)
	})
	.map((known): Omit<Facts, 'id'> => ({
		...known,
		wanted: 3,
		neighbours: Math.min(known.neighbours, 3 - known.skills)
	}));
const candidates = fc
	.array(facts, { minLength: 1, maxLength: 12 })
	.map((list) => list.map((known, i) => ({ ...known, id: `candidate ${i}` })));

/** Each way of having one more reason. */
const reasons: ((known: Facts) => Facts)[] = [
	(known) => (known.skills + known.neighbours < 3 ? { ...known, skills: known.skills + 1 } : known),
	(known) => (known.skills + known.neighbours < 3 ? { ...known, neighbours: known.neighbours + 1 } : known),
	(known) =>
		known.neighbours > 0 ? { ...known, skills: known.skills + 1, neighbours: known.neighbours - 1 } : known,
	(known) => ({ ...known, kilometres: (known.kilometres ?? 400) / 2 }),
	(known) => ({ ...known, isSameRegion: true }),
	(known) => ({ ...known, isSameRegion: true, isSameDepartement: true }),
	(known) => ({ ...known, isShared: true }),
	(known) => ({ ...known, saysReady: true })
];

test('one more reason never puts somebody lower in the list', () => {
	fc.assert(
		fc.property(candidates, fc.nat(), fc.constantFrom(...reasons), fc.string(), (list, which, add, turn) => {
			const lucky = list[which % list.length]!;
			const before = placeOf(list, lucky.id, turn);
			const after = placeOf(
				list.map((known) => (known === lucky ? add(known) : known)),
				lucky.id,
				turn
			);
			expect(after).toBeLessThanOrEqual(before);
		}),
		{ numRuns: 500 }
	);
});

test('who was proposed more often stands behind an equal, whatever the day', () => {
	fc.assert(
		fc.property(facts, fc.integer({ min: 1, max: 1000 }), fc.string(), (known, more, turn) => {
			const [rested, busy] = [
				{ ...known, id: 'rested' },
				{ ...known, id: 'busy', proposals: known.proposals + more }
			];
			expect(rank([busy, rested], turn)[0]).toBe(rested);
		})
	);
});

test('the list is the same for the same need and day, in whatever order the candidates were found', () => {
	fc.assert(
		fc.property(candidates, fc.string(), (list, turn) => {
			expect(rank(list.toReversed(), turn)).toEqual(rank(list, turn));
		})
	);
});

test('equals take turns from one day to the next', () => {
	const equal = { skills: 1, neighbours: 0, wanted: 1, kilometres: null, isSameDepartement: false };
	const rest = { isSameRegion: false, isShared: false, saysReady: false, proposals: 0 };
	const list = Array.from({ length: 8 }, (_, i) => ({ ...equal, ...rest, id: `ally ${i}` }));
	const firsts = new Set(Array.from({ length: 60 }, (_, day) => rank(list, `need, day ${day}`)[0]!.id));
	expect(firsts.size).toBeGreaterThan(5);
});

test('who has all the skills and nothing else is before who has everything else and a neighbour skill', () => {
	const none = {
		isSameDepartement: false,
		isSameRegion: false,
		isShared: false,
		saysReady: false,
		proposals: 0
	};
	const skilled = { ...none, id: 'skilled', skills: 1, neighbours: 0, wanted: 1, kilometres: null };
	const close = {
		isSameDepartement: true,
		isSameRegion: true,
		isShared: true,
		saysReady: false,
		proposals: 0
	};
	const near = { ...close, id: 'near', skills: 0, neighbours: 1, wanted: 1, kilometres: 0 };
	expect(scoreOf(skilled)).toBeGreaterThan(scoreOf(near));
});

test('distances are those of the map', () => {
	const [rennes, brest] = [
		{ latitude: 48.117, longitude: -1.678 },
		{ latitude: 48.39, longitude: -4.486 }
	];
	expect(kilometresBetween(rennes, brest)).toBeCloseTo(210, -1);
	expect(kilometresBetween(rennes, rennes)).toBe(0);
	expect(kilometresBetween(rennes, { latitude: null, longitude: null })).toBeNull();
});

function placeOf(list: Facts[], id: string, turn: string): number {
	return rank(list, turn).findIndex((known) => known.id === id);
}
