/** A vertical thread: a territory, a device. */
export type Thread = { id: string; label: string };

/** A strand that crosses the threads: an ally; it is knotted to the threads where it does something with others. */
export type Strand = { id: string; label: string; kind: string; knots: string[] };

type Point = { x: number; y: number };
type Placed = { colour: Colour; knots: Point[]; path: Point[]; rank: number };

const colours = ['horizon', 'saffron', 'fir', 'brick'] as const;
type Colour = (typeof colours)[number];

/** What is drawn: paths for SVG, all in the same box, and how much of the whole they show. */
export type Drawing = {
	width: number;
	height: number;
	/** How thick a strand is: the more of them, the thinner. */
	thickness: number;
	threads: string;
	/** Threads that nobody has tied yet. */
	waiting: string;
	/** Where a thread passes in front of a strand, and where it makes way for one. */
	over: string;
	under: string;
	strands: { colour: Colour; path: string; knots: string }[];
	shown: number;
	knots: number;
};

const width = 720;
const height = 520;
const mostStrands = 42;
const mostThreads = 15;
const fewestThreads = 9;

/**
 * Draws the weave of an alliance. The same data always give the same drawing, and other data another. Beyond 42 strands
 * or 15 threads it shows some, evenly taken from the list as it was given.
 */
export function drawWeave(threads: Thread[], strands: Strand[]): Drawing {
	const warp = placeThreads(sample(threads, mostThreads));
	const shown = sample(strands, mostStrands);
	const thickness = Math.min(7, Math.max(2.4, (height / Math.max(shown.length, 1)) * 0.32));
	const placed = placeStrands(shown, warp.tied);
	const inUse = [...warp.tied.values()];

	return {
		width,
		height,
		thickness: Math.round(thickness * 10) / 10,
		threads: inUse.map((x) => `M${x} 0v${height}`).join(''),
		waiting: warp.waiting.map((x) => `M${x} 0v${height}`).join(''),
		over: crossings(placed, inUse, thickness, 0),
		under: crossings(placed, inUse, thickness, 1),
		strands: colours.map((colour) => paths(colour, placed)).filter(({ path }) => path !== ''),
		shown: shown.length,
		knots: placed.reduce((sum, { knots }) => sum + knots.length, 0)
	};
}

/** A number from 0 to 1 that only depends on the text: what makes two weaves differ without chance. */
export function grain(text: string): number {
	let hash = 2166136261;
	for (let index = 0; index < text.length; index++) {
		hash = Math.imul(hash ^ text.charCodeAt(index), 16777619);
	}
	hash = Math.imul(hash ^ (hash >>> 15), 2246822507);
	return ((hash ^ (hash >>> 13)) >>> 0) / 4294967296;
}

function sample<Item>(items: Item[], most: number): Item[] {
	if (items.length <= most) return items;
	return Array.from({ length: most }, (_, index) => items[Math.floor((index * items.length) / most)]!);
}

/** Threads stand at nearly even distances; an alliance of few territories keeps threads waiting for others. */
function placeThreads(threads: Thread[]): { tied: Map<string, number>; waiting: number[] } {
	const count = Math.max(threads.length, fewestThreads);
	const step = width / (count + 0.5);
	const at = (place: number, id: string) => Math.round((place + 0.75 + (grain(id) - 0.5) * 0.42) * step);
	const places = threads.map((_, index) => Math.floor(((index + 0.5) * count) / threads.length));
	const free = Array.from({ length: count }, (_, place) => place).filter((place) => !places.includes(place));
	return {
		tied: new Map(threads.map(({ id }, index) => [id, at(places[index]!, id)])),
		waiting: free.map((place) => at(place, `waiting ${place}`))
	};
}

function placeStrands(strands: Strand[], threads: Map<string, number>): Placed[] {
	const kinds = [...new Set(strands.map(({ kind }) => kind))].sort();
	const ordered = strands
		.map((strand) => ({ strand, order: kinds.indexOf(strand.kind) / kinds.length + grain(strand.id) * 0.55 }))
		.sort((one, other) => one.order - other.order);

	const gap = height / Math.max(ordered.length, 1);
	const rest = ordered.map(({ strand }, rank) => (rank + 0.5 + (grain(strand.id) - 0.5) * 0.5) * gap);
	const meetings = meetingPoints(
		ordered.map(({ strand }) => strand),
		rest
	);

	return ordered.map(({ strand }, rank) => {
		const y = rest[rank]!;
		const knots = [...threads]
			.filter(([id]) => strand.knots.includes(id))
			.map(([id, x]) => {
				const sway = (grain(`${strand.id} ${id}`) - 0.5) * gap * 0.8;
				return { x, y: Math.round(drawnTo(y, meetings.get(id) ?? y, gap) + sway) };
			});
		const drift = (grain(`${strand.id}/`) - 0.5) * Math.min(80, 10 + gap * 1.4);
		const path = [{ x: -8, y: Math.round(y + drift) }, ...knots, { x: width + 8, y: Math.round(y - drift) }];
		return { colour: colours[kinds.indexOf(strand.kind) % colours.length]!, knots, path, rank };
	});
}

/** For each thread, the height around which those who are knotted to it gather. */
function meetingPoints(strands: Strand[], rest: number[]): Map<string, number> {
	const heights = new Map<string, number[]>();
	strands.forEach(({ knots }, rank) => {
		for (const id of knots) heights.set(id, [...(heights.get(id) ?? []), rest[rank]!]);
	});
	return new Map([...heights].map(([id, all]) => [id, all.reduce((sum, y) => sum + y, 0) / all.length]));
}

/** Those who do something together come closer, without hiding one another. */
function drawnTo(y: number, meeting: number, gap: number): number {
	const distance = meeting - y;
	return y + Math.sign(distance) * Math.min(Math.abs(distance) * 0.38, 10 + gap * 0.7);
}

function paths(colour: Colour, placed: Placed[]): Drawing['strands'][number] {
	const ours = placed.filter((strand) => strand.colour === colour);
	return {
		colour,
		path: ours.map(({ path }) => curve(path)).join(''),
		knots: ours.flatMap(({ knots }) => knots.map(({ x, y }) => `M${x} ${y}h0`)).join('')
	};
}

/** A strand lies flat on each of its knots and bends half-way between them. */
function curve([start, ...others]: Point[]): string {
	let from = start!;
	let path = `M${from.x} ${from.y}`;
	for (const to of others) {
		const half = Math.round((to.x - from.x) / 2);
		path += `c${half} 0 ${half} ${to.y - from.y} ${to.x - from.x} ${to.y - from.y}`;
		from = to;
	}
	return path;
}

/** One crossing out of two, the thread passes in front; the others, behind; never through a knot. */
function crossings(placed: Placed[], threads: number[], thickness: number, turn: 0 | 1): string {
	const reach = Math.round(thickness / 2 + (turn === 0 ? 3 : 2));
	let drawn = '';
	for (const { path, knots, rank } of placed) {
		threads.forEach((x, index) => {
			if ((rank + index) % 2 !== turn || knots.some((knot) => knot.x === x)) return;
			drawn += `M${x} ${Math.round(heightAt(path, x)) - reach}v${reach * 2}`;
		});
	}
	return drawn;
}

/** The height of a strand where it meets a thread: the curve of {@link curve}, solved by halving. */
function heightAt(path: Point[], x: number): number {
	const next = path.findIndex((point) => point.x >= x);
	const to = path[next]!;
	const from = path[next - 1] ?? to;
	const share = (x - from.x) / Math.max(to.x - from.x, 1);
	let low = 0;
	let high = 1;
	for (let round = 0; round < 12; round++) {
		const middle = (low + high) / 2;
		if (1.5 * middle * (1 - middle) + middle ** 3 < share) low = middle;
		else high = middle;
	}
	return from.y + (to.y - from.y) * (3 * low ** 2 - 2 * low ** 3);
}
