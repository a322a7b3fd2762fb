import fc from 'fast-check';
import { m } from '#words/messages.js';
import { expect, test } from 'vitest';
import { joined, radiusOf, spread, type Screen, type Spot } from './map-circles.ts';
import { circlesByDepartement, circlesByRegion } from './map-country.ts';
import type { Tally } from './map-counts.server.ts';
import { outlines } from './map-parts.server.ts';
import type { MapLinks } from './map-view.ts';

const links: MapLinks = {
	counted: (n, shown) => m.map_allies({ n, shown }),
	one: (slug) => `/${slug}`,
	departement: (code) => `d${code}`,
	region: (code) => `r${code}`,
	near: (id) => `n${id}`,
	frame: ({ x, y, zoom }) => `${x},${y},${zoom}`
};
const screen = fc.constantFrom<Screen>('wide', 'narrow');
const spots = fc.array(
	fc.record({
		x: fc.integer({ min: 0, max: 400 }),
		y: fc.integer({ min: 0, max: 400 }),
		n: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 400_000 }))
	}),
	{ maxLength: 60 }
);

test('whatever the numbers, no circle of the whole country touches another, on a screen or on a phone', () => {
	const counts = fc.array(fc.integer({ min: 0, max: 20_000 }), {
		minLength: outlines.length,
		maxLength: outlines.length
	});
	fc.assert(
		fc.property(counts, (numbers) => {
			const tallies = outlines.flatMap((outline, index) =>
				numbers[index] ? [tally(outline, numbers[index])] : []
			);
			for (const circles of [circlesByDepartement(tallies, links), circlesByRegion(tallies, links)])
				expect(touching(circles)).toEqual([]);
		}),
		{ numRuns: 100 }
	);
});

test('circles that would touch are joined, nobody is lost, and the same allies always make the same circles', () => {
	fc.assert(
		fc.property(spots, screen, fc.constantFrom(1, 3, 32), (some, on, zoom) => {
			const circles = joined(some, on, zoom, () => ({}));
			expect(
				touching(
					circles.map((one) => ({ x: one.x * zoom, y: one.y * zoom, r: radiusOf(one.n, on) })),
					zoom
				)
			).toEqual([]);
			expect(sum(circles)).toBe(sum(some));
			expect(joined(some.toReversed(), on, zoom, () => ({}))).toEqual(circles);
		})
	);
});

test('a circle that has room stays where it is', () => {
	const alone = [{ x: 300, y: 300, n: 12 }];
	const box = { left: 0, top: 0, right: 1000, bottom: 1000 };
	expect(spread(alone, 'wide', () => box)).toEqual(alone);
});

test('two allies of one département are one circle, which leads to their list; one alone leads to their page', () => {
	const [first, second] = outlines as [(typeof outlines)[0], (typeof outlines)[0]];
	const alone = { ...tally(second, 1), slug: 'la-source', name: 'La Source', approximate: 1 };
	expect(circlesByDepartement([tally(first, 2), alone], links)).toMatchObject([
		{ href: 'd01', name: 'Ain : 2 alliés', count: '2', isApproximate: false },
		{ href: '/la-source', name: 'La Source (lieu approximatif)', count: '', isApproximate: true }
	]);
});

function tally({ id, properties }: (typeof outlines)[0], n: number): Tally {
	const nowhere = { latitude: null, longitude: null, slug: null, name: null, isEstimate: false };
	return { departement: id, region: properties.region, apart: null, n, approximate: 0, ...nowhere };
}

/** Those that touch; half a unit is what rounding takes. */
function touching(circles: { x: number; y: number; r: number }[], scale = 1) {
	return circles.flatMap((one, index) =>
		circles
			.slice(index + 1)
			.filter((other) => Math.hypot(one.x - other.x, one.y - other.y) < one.r + other.r - 0.2 * scale)
			.map((other) => [one, other])
	);
}

function sum(some: Spot[]): number {
	return some.reduce((total, { n }) => total + n, 0);
}
