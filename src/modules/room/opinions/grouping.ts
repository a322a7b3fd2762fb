import { Breath } from './breath.ts';

/** Which group each point is in. */
export type Grouping = { groups: number; of: Int32Array; silhouette: number };

const rounds = 60;

/**
 * Points of a plane in groups, by k-means from points far from each other (so that the same points give the same groups), for the number
 * of groups with the best silhouette (Rousseeuw 1987), from two to `most`; one group when there are too few points.
 */
export async function groupsOf(points: Float64Array, most = 5): Promise<Grouping> {
	const breath = new Breath();
	const count = points.length / 2;
	let best: Grouping = { groups: Math.min(1, count), of: new Int32Array(count), silhouette: 0 };
	for (let k = 2; k <= Math.min(most, count - 1); k += 1) {
		const of = await kMeans(points, k, breath);
		const silhouette = await silhouetteOf(points, of, k, breath);
		if (silhouette > best.silhouette) best = { groups: k, of, silhouette };
	}
	return best;
}

function distance(points: Float64Array, i: number, x: number, y: number): number {
	return Math.hypot(points[i * 2]! - x, points[i * 2 + 1]! - y);
}

/** The point farthest from the middle, then each time the one farthest from those chosen. */
function farApart(points: Float64Array, k: number): Float64Array {
	const count = points.length / 2;
	const centers = new Float64Array(k * 2);
	const near = new Float64Array(count);
	for (let i = 0; i < count; i += 1) near[i] = distance(points, i, 0, 0);
	for (let c = 0; c < k; c += 1) {
		let farthest = 0;
		for (let i = 1; i < count; i += 1) if (near[i]! > near[farthest]!) farthest = i;
		const [x, y] = [points[farthest * 2]!, points[farthest * 2 + 1]!];
		centers.set([x, y], c * 2);
		for (let i = 0; i < count; i += 1) {
			const away = distance(points, i, x, y);
			if (c === 0 || away < near[i]!) near[i] = away;
		}
	}
	return centers;
}

async function kMeans(points: Float64Array, k: number, breath: Breath): Promise<Int32Array> {
	const count = points.length / 2;
	const centers = farApart(points, k);
	const of = new Int32Array(count).fill(-1);
	for (let round = 0; round < rounds; round += 1) {
		let moved = 0;
		const sums = new Float64Array(k * 3);
		for (let i = 0; i < count; i += 1) {
			let nearest = 0;
			let least = Infinity;
			for (let c = 0; c < k; c += 1) {
				const away = distance(points, i, centers[c * 2]!, centers[c * 2 + 1]!);
				if (away >= least) continue;
				least = away;
				nearest = c;
			}
			if (of[i] !== nearest) moved += 1;
			of[i] = nearest;
			sums[nearest * 3]! += points[i * 2]!;
			sums[nearest * 3 + 1]! += points[i * 2 + 1]!;
			sums[nearest * 3 + 2]! += 1;
		}
		if (moved === 0) break;
		for (let c = 0; c < k; c += 1) {
			const size = sums[c * 3 + 2]!;
			if (size > 0) centers.set([sums[c * 3]! / size, sums[c * 3 + 1]! / size], c * 2);
		}
		await breath.take();
	}
	return of;
}

/** How much nearer points are to their own group than to the next: the mean, from −1 to 1. */
async function silhouetteOf(
	points: Float64Array,
	of: Int32Array,
	k: number,
	breath: Breath
): Promise<number> {
	const count = points.length / 2;
	const sizes = new Float64Array(k);
	for (const group of of) sizes[group]! += 1;
	if (sizes.some((size) => size === 0)) return -1;
	let total = 0;
	for (let i = 0; i < count; i += 1) {
		const sums = new Float64Array(k);
		for (let j = 0; j < count; j += 1)
			sums[of[j]!]! += distance(points, i, points[j * 2]!, points[j * 2 + 1]!);
		const own = of[i]!;
		if (sizes[own]! > 1) {
			const inside = sums[own]! / (sizes[own]! - 1);
			let outside = Infinity;
			for (let c = 0; c < k; c += 1) if (c !== own) outside = Math.min(outside, sums[c]! / sizes[c]!);
			const larger = Math.max(inside, outside);
			if (larger > 0) total += (outside - inside) / larger;
		}
		await breath.take();
	}
	return total / count;
}
