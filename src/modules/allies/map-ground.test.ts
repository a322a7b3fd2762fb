import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closer, drawing, frameIn, frameInAddress, whole, wider, windowOf } from './map-frames.ts';
import { ground, middleOf, usualFrame } from './map-ground.server.ts';
import { outlines, partOf, parts, project } from './map-parts.server.ts';
import { sheetsIn } from './map-sheets.server.ts';

const nothing = { departement: null, region: null, near: null, kilometres: 50 };

test('every département is drawn, those overseas too, each in its part', () => {
	expect(outlines.map(({ id }) => id)).toEqual(
		expect.arrayContaining(['2A', '2B', '75', '971', '972', '973', '974', '976'])
	);
	expect(outlines.length).toBe(101);
	for (const { id } of outlines) {
		const { box } = parts.find(({ name }) => name === partOf(id))!;
		const [x, y] = middleOf(id)!;
		expect(x > box.left && x < box.right && y > box.top && y < box.bottom, id).toBe(true);
	}
});

test('towns are where one looks for them', () => {
	const [lille, rennes, nice] = [project(3.06, 50.63)!, project(-1.68, 48.11)!, project(7.27, 43.7)!];
	expect(lille[1]).toBeLessThan(rennes[1]);
	expect(rennes[1]).toBeLessThan(nice[1]);
	expect(rennes[0]).toBeLessThan(lille[0]);
	expect(lille[0]).toBeLessThan(nice[0]);
	expect(project(-61.06, 14.6)![1]).toBeGreaterThan(900);
	expect(project(166.45, -22.27)).toBeNull();
	expect(project(0, 0)).toBeNull();
});

test('the map goes where the choice is: a département, a region, a commune, or the whole country', () => {
	expect(usualFrame(nothing)).toEqual(whole);
	expect(usualFrame({ ...nothing, region: 'ZZ', departement: '99' })).toEqual(whole);
	const [x, y] = project(-1.68, 48.11)!;
	for (const choice of [
		{ departement: '35' },
		{ region: '53' },
		{ near: { latitude: 48.11, longitude: -1.68 } }
	]) {
		const frame = usualFrame({ ...nothing, ...choice });
		const { left, right, top, bottom } = windowOf(frame);
		expect(frame.zoom).toBeGreaterThan(1);
		expect(x > left && x < right && y > top && y < bottom).toBe(true);
	}
	expect(usualFrame({ ...nothing, departement: '974' }).zoom).toBeGreaterThan(2);
});

test('a frame that does not exist is not one, and no frame shows what is beyond the drawing', () => {
	for (const odd of ['', '1,2', 'a,b,c', '1,2,5', '1,2,0', '-1,2,2', '1,2,64', '99999,1,2', '1,2,2;drop'])
		expect(frameIn(new URLSearchParams({ cadre: odd }))).toBeNull();
	fc.assert(
		fc.property(fc.nat(9999), fc.nat(9999), fc.constantFrom(1, 2, 3, 8, 32), (x, y, zoom) => {
			const frame = frameIn(new URLSearchParams({ cadre: `${x},${y},${zoom}` }))!;
			const { left, top, right, bottom } = windowOf(frame);
			expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
			expect(right).toBeLessThanOrEqual(drawing.width);
			expect(bottom).toBeLessThanOrEqual(drawing.height);
			expect(frameIn(new URLSearchParams({ cadre: frameInAddress(frame) }))).toEqual(frame);
		})
	);
});

test('step by step one comes to the closest, and back to the whole country', () => {
	let frame = whole;
	for (let next = closer(frame, 300, 300); next; next = closer(frame, 300, 300)) frame = next;
	expect(frame.zoom).toBe(32);
	for (let next = wider(frame); next; next = wider(frame)) frame = next;
	expect(frame).toEqual(whole);
});

test('a frame is ruled in fewer than five hundred cells', () => {
	fc.assert(
		fc.property(fc.nat(1000), fc.nat(1128), fc.constantFrom(2, 3, 4, 6, 8, 12, 16, 24, 32), (x, y, zoom) => {
			const cells = sheetsIn({ x, y, zoom }).map(
				({ bounds: { west, east, south, north }, cellWidth, cellHeight }) => {
					const columns = Math.floor(east / cellWidth) - Math.floor(west / cellWidth) + 1;
					return columns * (Math.floor(north / cellHeight) - Math.floor(south / cellHeight) + 1);
				}
			);
			expect(cells.reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(500);
		})
	);
});

test('the ground weighs less than forty kilobytes, before it is compressed', () => {
	expect(JSON.stringify(ground).length).toBeLessThan(40_000);
});
