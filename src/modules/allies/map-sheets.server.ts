import { windowOf, type Frame } from './map-frames.ts';
import { parts, type Bounds, type Box, type Part } from './map-parts.server.ts';

/** What a frame shows of a part of the drawing, in degrees, ruled in cells. */
export type Sheet = { part: Part; bounds: Bounds; cellWidth: number; cellHeight: number };
export type Cell = { sheet: number; column: number; row: number };

/** How many cells a frame is wide: with its height and what stands apart, fewer than 500 in all. */
const cellsAcross = 17;

/**
 * What is seen in a frame, part by part. Cells depend on the part and on how close one looks, not on where: circles do not
 * change when one looks a little aside.
 */
export function sheetsIn(frame: Frame): Sheet[] {
	const seen = windowOf(frame);
	return parts
		.filter(({ name }) => name !== 'paris')
		.flatMap((part) => {
			const box = common(seen, part.box);
			return box ? [{ part, bounds: boundsOf(part, box), ...cellsOf(part, frame.zoom) }] : [];
		});
}

function common(one: Box, other: Box): Box | null {
	const [left, right] = [Math.max(one.left, other.left), Math.min(one.right, other.right)];
	const [top, bottom] = [Math.max(one.top, other.top), Math.min(one.bottom, other.bottom)];
	return left < right && top < bottom ? { left, top, right, bottom } : null;
}

/** The degrees that hold a box: a straight line of the drawing is a curve on the Earth, hence several points of each side. */
function boundsOf({ projection, bounds }: Part, { left, top, right, bottom }: Box): Bounds {
	const steps = [0, 0.25, 0.5, 0.75, 1];
	const points = steps.flatMap((step) => [
		...[top, bottom].map((y): [number, number] => [left + step * (right - left), y]),
		...[left, right].map((x): [number, number] => [x, top + step * (bottom - top)])
	]);
	const degrees = points.map((point) => projection.invert!(point)!);
	const longitudes = degrees.map(([longitude]) => longitude);
	const latitudes = degrees.map(([, latitude]) => latitude);
	return {
		west: Math.max(bounds.west, Math.min(...longitudes)),
		south: Math.max(bounds.south, Math.min(...latitudes)),
		east: Math.min(bounds.east, Math.max(...longitudes)),
		north: Math.min(bounds.north, Math.max(...latitudes))
	};
}

function cellsOf({ projection, bounds: { west, south, east, north } }: Part, zoom: number) {
	const middle: [number, number] = [(west + east) / 2, (south + north) / 2];
	const [x, y] = projection(middle)!;
	const size = 1000 / zoom / cellsAcross;
	const [longitude, latitude] = projection.invert!([x + size, y - size])!;
	return { cellWidth: Math.abs(longitude - middle[0]), cellHeight: Math.abs(latitude - middle[1]) };
}
