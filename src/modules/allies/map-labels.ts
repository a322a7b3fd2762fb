import type { Screen } from './map-circles.ts';
import { windowOf, type Frame } from './map-frames.ts';

type Labelled = { x: number; y: number; r: number; count: string; place: string | null };
type Box = { left: number; top: number; right: number; bottom: number };

/** Half the width of a letter and the height of a line, at the scale of circles; FranceMap writes in these sizes. */
const sizes: Record<Screen, { letter: number; line: number }> = {
	wide: { letter: 4.4, line: 21 },
	narrow: { letter: 9, line: 42 }
};

/**
 * Which circles have room for the name of their place under them: none leaves the frame, or covers a circle or another name.
 * The first circles have the choice.
 */
export function withLabels<C extends Labelled>(circles: C[], frame: Frame, screen: Screen): C[] {
	const { letter, line } = sizes[screen];
	const seen = scaled(windowOf(frame), frame.zoom);
	const boxes = circles.map(({ x, y, r }) => around(x * frame.zoom, y * frame.zoom, r));
	return circles.map((circle, own) => {
		if (circle.place === null) return circle;
		const [x, y] = [circle.x * frame.zoom, circle.y * frame.zoom + footOf(circle)];
		const half = circle.place.length * letter;
		const label = { left: x - half, top: y + 1, right: x + half, bottom: y + line };
		const isInside = label.left > seen.left && label.right < seen.right && label.bottom < seen.bottom;
		if (!isInside || boxes.some((box, index) => index !== own && overlaps(box, label)))
			return { ...circle, place: null };
		boxes.push(label);
		return circle;
	});
}

/** How far under its centre a circle ends: somebody alone is a dot in a larger target. */
function footOf({ r, count }: Labelled): number {
	return count === '' ? r * dot : r;
}

/** The part of its target that the dot of somebody alone takes. */
export const dot = 0.42;

function scaled({ left, top, right, bottom }: Box, zoom: number): Box {
	return { left: left * zoom, top: top * zoom, right: right * zoom, bottom: bottom * zoom };
}

function around(x: number, y: number, r: number): Box {
	return { left: x - r, top: y - r, right: x + r, bottom: y + r };
}

function overlaps(one: Box, other: Box): boolean {
	return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
