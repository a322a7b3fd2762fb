import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { drawWeave, grain, type Strand, type Thread } from './weave.ts';

function alliance(threadCount: number, strandCount: number): [Thread[], Strand[]] {
	const threads = Array.from({ length: threadCount }, (_, index) => ({ id: `t${index}`, label: `${index}` }));
	const strands = Array.from({ length: strandCount }, (_, index) => ({
		id: `s${index}`,
		label: `${index}`,
		kind: ['association', 'authority', 'business'][index % 3]!,
		knots: threads.filter(({ id }) => grain(`${index} ${id}`) < 0.2).map(({ id }) => id)
	}));
	return [threads, strands];
}

describe('The weave of an alliance', () => {
	test('is the same each time it is drawn from the same data', () => {
		expect(drawWeave(...alliance(8, 30))).toEqual(drawWeave(...alliance(8, 30)));
	});

	test('changes when one ally joins', () => {
		expect(drawWeave(...alliance(8, 30)).strands).not.toEqual(drawWeave(...alliance(8, 31)).strands);
	});

	test('of nobody yet is threads that wait', () => {
		const drawing = drawWeave([], []);
		expect(drawing.strands).toEqual([]);
		expect(drawing.waiting).toMatch(/^M\d+ 0v520/);
	});

	test('ties a knot for each thing done together', () => {
		const [threads] = alliance(4, 0);
		const ally = { id: 'one', label: 'One', kind: 'association', knots: ['t1', 't3'] };
		expect(drawWeave(threads, [ally]).knots).toBe(2);
	});

	test('ignores a knot to a thread that is not there', () => {
		const ally = { id: 'one', label: 'One', kind: 'association', knots: ['elsewhere'] };
		expect(drawWeave([], [ally]).knots).toBe(0);
	});

	test('of four hundred allies shows some, says how many, and stays light', () => {
		const drawing = drawWeave(...alliance(40, 400));
		expect(drawing.shown).toBe(42);
		expect(gzipSync(JSON.stringify(drawing)).length).toBeLessThan(6 * 1024);
	});

	test('keeps every strand within the frame at its knots', () => {
		const { strands } = drawWeave(...alliance(15, 42));
		const heights = strands.flatMap(({ knots }) =>
			[...knots.matchAll(/ (\d+)h0/g)].map(([, y]) => Number(y))
		);
		expect(Math.min(...heights)).toBeGreaterThan(0);
		expect(Math.max(...heights)).toBeLessThan(520);
	});
});
