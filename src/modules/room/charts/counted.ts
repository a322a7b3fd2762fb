import { everybody } from '../kinds/kind.ts';
import type { Chart, Sums } from './chart.ts';

const read = (sums: Sums, key: string) => sums.get(key) ?? 0;

/** How many chose each answer. */
export function choiceChart({ options }: { options: string[] }, sums: Sums): Chart {
	const answered = read(sums, everybody);
	const rows = options.map((label, i) => {
		const value = read(sums, String(i));
		return { label, value, share: answered === 0 ? 0 : value / answered };
	});
	return { shape: 'bars', unit: 'answers', answered, rows };
}

/** How many points each thing got. */
export function pointsChart({ options }: { options: string[] }, sums: Sums): Chart {
	const values = options.map((_, i) => read(sums, String(i)));
	const most = Math.max(1, ...values);
	const rows = options.map((label, i) => ({ label, value: values[i]!, share: values[i]! / most }));
	return { shape: 'bars', unit: 'points', answered: read(sums, everybody), rows };
}

/** What is preferred on the whole: the mean place of each thing, where one that was left out shares the places that remain. */
export function rankingChart({ options }: { options: string[] }, sums: Sums): Chart {
	const answered = read(sums, everybody);
	const count = options.length;
	const given = options.map((_, i) => options.map((__, place) => read(sums, `${i}:${place + 1}`)));
	const placed = given.map((places) => places.reduce((sum, some) => sum + some, 0));
	const taken = given.map((places) => places.reduce((sum, some, place) => sum + some * (place + 1), 0));
	const wholeOrder = (answered * count * (count + 1)) / 2;
	const left = wholeOrder - taken.reduce((sum, one) => sum + one, 0);
	const leftOut = answered * count - placed.reduce((sum, one) => sum + one, 0);
	const rows = options.map((label, i) => {
		const rest = leftOut === 0 ? 0 : ((answered - placed[i]!) * left) / leftOut;
		const value = answered === 0 ? 0 : Math.round(((taken[i]! + rest) / answered) * 100) / 100;
		return { label, value, share: value === 0 ? 0 : (count - value + 1) / count };
	});
	rows.sort((one, other) => one.value - other.value);
	return { shape: 'bars', unit: 'places', answered, rows };
}

type Scale = { items: string[]; from: number; to: number; low: string; high: string };

/** How often each mark was given, and the mean mark. */
export function scaleChart({ items, from, to, low, high }: Scale, sums: Sums): Chart {
	const rows = items.map((label, i) => {
		const counts = Array.from({ length: to - from + 1 }, (_, step) => read(sums, `${i}:${from + step}`));
		const answered = counts.reduce((sum, count) => sum + count, 0);
		const total = counts.reduce((sum, count, step) => sum + count * (from + step), 0);
		return {
			label,
			counts,
			answered,
			mean: answered === 0 ? null : Math.round((total / answered) * 10) / 10
		};
	});
	return { shape: 'marks', from, ends: { low, high }, answered: read(sums, everybody), rows };
}

type Plane = { items: string[]; left: string; right: string; bottom: string; top: string };

/** Where each thing was placed: its mean place, and how many answers fell in each square. */
export function planeChart({ items, ...ends }: Plane, sums: Sums): Chart {
	const answered = read(sums, everybody);
	const mean = (key: string) => (answered === 0 ? 50 : Math.round(read(sums, key) / answered));
	const squares = (i: number) =>
		[...sums].flatMap(([key, count]) => {
			const [item, x, y] = key.split(':');
			return item === String(i) && y !== undefined && count > 0
				? [{ x: Number(x), y: Number(y), count }]
				: [];
		});
	const placed = items.map((label, i) => {
		return { label, x: mean(`${i}:x`), y: mean(`${i}:y`), squares: squares(i) };
	});
	return { shape: 'plane', ends, answered, items: placed };
}
