import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { pairUp } from './pairing.ts';
import { pairCost, sharedBetween, type Shared } from './pairing-facts.ts';

const skills = ['a', 'b', 'c'];
const aShared = fc.record({
	needed: fc.subarray(skills),
	common: fc.subarray(skills),
	area: fc.constantFrom('place' as const, 'departement' as const, 'region' as const, null),
	placeLabel: fc.constant(null),
	languages: fc.subarray(['fr', 'en', 'es'])
});
const veterans = fc.array(
	fc.record({ load: fc.integer({ min: 0, max: 2 }), atOnce: fc.integer({ min: 1, max: 3 }) }),
	{
		minLength: 1,
		maxLength: 3
	}
);
const places = fc
	.record({ veterans, newcomers: fc.integer({ min: 0, max: 4 }) })
	.chain(({ veterans, newcomers }) =>
		fc.record({
			veterans: fc.constant(veterans.map((veteran, index) => ({ id: String(index), ...veteran }))),
			shared: fc.array(
				fc.array(fc.option(aShared), { minLength: veterans.length, maxLength: veterans.length }),
				{ minLength: newcomers, maxLength: newcomers }
			)
		})
	);

type Load = { id: string; load: number; atOnce: number };
type Total = { pairs: number; cost: number };

/** Tries every way of pairing people. */
function best(people: Load[], shared: (Shared | null)[][], at = 0): Total {
	if (at === shared.length) return { pairs: 0, cost: 0 };
	let found = best(people, shared, at + 1);
	for (const [index, veteran] of people.entries()) {
		const cost = shared[at]![index] && pairCost(shared[at]![index], veteran.load);
		if (cost == null || veteran.load >= veteran.atOnce) continue;
		const rest = best(people.with(index, { ...veteran, load: veteran.load + 1 }), shared, at + 1);
		const total = { pairs: rest.pairs + 1, cost: rest.cost + cost };
		if (total.pairs > found.pairs || (total.pairs === found.pairs && total.cost < found.cost)) found = total;
	}
	return found;
}

test('no other way pairs more people, or people who share more; and nobody has more than they said', async () => {
	await fc.assert(
		fc.asyncProperty(places, async ({ veterans, shared }) => {
			const newcomers = shared.map((_, index) => `n${index}`);
			const sharedBy = (veteran: string, newcomer: string) =>
				shared[Number(newcomer.slice(1))]![Number(veteran)] ?? null;
			const pairs = await pairUp(veterans, newcomers, sharedBy);
			const loads = new Map(veterans.map(({ id, load }) => [id, load]));
			let cost = 0;
			for (const { veteran, newcomer } of pairs) {
				cost += pairCost(sharedBy(veteran, newcomer)!, loads.get(veteran)!)!;
				loads.set(veteran, loads.get(veteran)! + 1);
			}
			for (const { id, load, atOnce } of veterans)
				expect(loads.get(id)).toBeLessThanOrEqual(Math.max(load, atOnce));
			expect({ pairs: pairs.length, cost }).toEqual(best(veterans, shared));
		}),
		{ numRuns: 100 }
	);
}, 60_000);

test('whatever two people share makes their pair cost less, and whoever the veteran has makes it cost more', () => {
	fc.assert(
		fc.property(aShared, fc.integer({ min: 0, max: 4 }), (shared, before) => {
			const with2 = { ...shared, languages: ['fr'] };
			const cost = pairCost(with2, before)!;
			expect(cost).toBeGreaterThanOrEqual(0);
			expect(pairCost({ ...with2, needed: [] }, before)).toBeGreaterThanOrEqual(cost);
			expect(pairCost({ ...with2, common: [] }, before)).toBeGreaterThanOrEqual(cost);
			expect(pairCost({ ...with2, area: null }, before)).toBeGreaterThanOrEqual(cost);
			expect(pairCost({ ...with2, languages: ['fr', 'en'] }, before)).toBeLessThan(cost);
			expect(pairCost(with2, before + 1)).toBeGreaterThan(cost);
			expect(pairCost({ ...shared, languages: [] }, before)).toBeNull();
		})
	);
});

test('what is shared is what both show: what one keeps is not part of it', () => {
	const shown = {
		...{ territoryId: 'commune-35238', placeLabel: 'Rennes', departementCode: '35', regionCode: '53' },
		...{ offers: ['a', 'b'], needs: ['c'] }
	};
	const languages = ['fr', 'en'];
	const both = sharedBetween({ shown, languages }, { shown: { ...shown, needs: ['a'] }, languages: ['fr'] });
	expect(both).toEqual({
		needed: ['a'],
		common: ['b'],
		area: 'place',
		placeLabel: 'Rennes',
		languages: ['fr']
	});
	const kept = sharedBetween({ languages }, { shown, languages });
	expect(kept).toEqual({ needed: [], common: [], area: null, placeLabel: null, languages });
});
