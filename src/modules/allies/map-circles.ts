/** Several allies drawn as one circle, at a point of the drawing. */
export type Spot = { x: number; y: number; n: number };

/** For how wide a screen circles are drawn: on a phone there are fewer, and they are larger for the finger. */
export type Screen = 'wide' | 'narrow';

/** Half of a target of 24 pixels, in units of a drawing that is 560 pixels wide, or 290 on a phone. */
const least: Record<Screen, number> = { wide: 22, narrow: 42 };
const gap = 2;

/** The radius of a circle: an eighth more for ten times as many, so that few are seen beside many and all have room. */
export function radiusOf(n: number, screen: Screen): number {
	return Math.round(least[screen] * (1 + 0.13 * Math.min(4, Math.log10(Math.max(1, n)))));
}

export type Box = { left: number; top: number; right: number; bottom: number };

/**
 * Moves circles apart until none touches another, each as little as it can and inside its box: the same circles always end at
 * the same places.
 */
export function spread<S extends Spot>(spots: S[], screen: Screen, boxOf: (spot: S) => Box): S[] {
	const circles = spots.map((spot) => ({ ...spot, r: radiusOf(spot.n, screen), box: boxOf(spot) }));
	for (let turn = 0; turn < 400; turn += 1) {
		circles.forEach(keepInside);
		if (!pushAll(circles, turn)) break;
	}
	return circles.map(({ x, y }, index) => ({ ...spots[index]!, x: round(x), y: round(y) }));
}

function keepInside(circle: Circle & { box: Box }): void {
	const { r, box } = circle;
	circle.x = Math.max(box.left + r, Math.min(circle.x, box.right - r));
	circle.y = Math.max(box.top + r, Math.min(circle.y, box.bottom - r));
}

type Circle = Spot & { r: number };

/** Says whether some had to move. */
function pushAll(circles: Circle[], turn: number): boolean {
	let hasMoved = false;
	for (let index = 0; index < circles.length; index += 1)
		for (let next = index + 1; next < circles.length; next += 1)
			hasMoved = push(circles[index]!, circles[next]!, index, turn) || hasMoved;
	return hasMoved;
}

/** Pushed straight, circles between two walls may hold each other for ever: after a while they also slip aside. */
function push(one: Circle, other: Circle, index: number, turn: number): boolean {
	const [dx, dy] = [other.x - one.x, other.y - one.y];
	const apart = one.r + other.r + gap;
	if (Math.abs(dx) > apart || Math.abs(dy) > apart) return false;
	const distance = Math.hypot(dx, dy);
	const missing = apart - distance;
	if (missing <= 0.2) return false;
	// Two circles at one point leave in a direction that depends on their rank alone.
	const angle = (distance > 0.01 ? Math.atan2(dy, dx) : index) + (turn > 60 ? 0.4 : 0);
	const [towardsX, towardsY] = [Math.cos(angle), Math.sin(angle)];
	const half = missing / 2 + 0.05;
	one.x -= towardsX * half;
	one.y -= towardsY * half;
	other.x += towardsX * half;
	other.y += towardsY * half;
	return true;
}

/** Joins circles that would touch, the most numerous first, at their common centre. `zoom`: how many times closer one looks. */
export function joined<S extends Spot>(
	spots: S[],
	screen: Screen,
	zoom: number,
	join: (one: S, other: S) => Omit<S, keyof Spot>
): S[] {
	const drawn = (spot: S): Drawn<S> => ({ spot, r: radiusOf(spot.n, screen) });
	let left = spots.toSorted((one, other) => other.n - one.n || one.x - other.x || one.y - other.y).map(drawn);
	for (let isStill = false; !isStill;) {
		isStill = true;
		const kept: Drawn<S>[] = [];
		for (const circle of left) {
			const at = kept.findIndex((one) => touches(one, circle, zoom));
			if (at < 0) kept.push(circle);
			else {
				kept[at] = drawn(together(kept[at]!.spot, circle.spot, join));
				isStill = false;
			}
		}
		left = kept;
	}
	return left.map(({ spot }) => ({ ...spot, x: round(spot.x), y: round(spot.y) }));
}

/** Its radius is kept beside a spot: neighbours are compared two by two. */
type Drawn<S extends Spot> = { spot: S; r: number };

function touches(
	{ spot: one, r }: Drawn<Spot>,
	{ spot: other, r: otherR }: Drawn<Spot>,
	zoom: number
): boolean {
	const [dx, dy] = [(one.x - other.x) * zoom, (one.y - other.y) * zoom];
	return dx * dx + dy * dy < (r + otherR + gap) ** 2;
}

function together<S extends Spot>(one: S, other: S, join: (one: S, other: S) => Omit<S, keyof Spot>): S {
	const n = one.n + other.n;
	const x = (one.x * one.n + other.x * other.n) / n;
	const y = (one.y * one.n + other.y * other.n) / n;
	return { ...one, ...join(one, other), x, y, n };
}

function round(units: number): number {
	return Math.round(units * 10) / 10;
}
