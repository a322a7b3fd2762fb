import * as v from 'valibot';
import { m } from '#words/messages.js';
import { fields, label, lines } from './fields.ts';
import { everybody, values, type ActivityKind } from './kind.ts';

type Settings = { items: string[]; left: string; right: string; bottom: string; top: string };

/** The map is counted in squares, so that its results stay small whatever the number of answers. */
const squares = 10;

/** Things placed between two pairs of opposites, from 0 to 100 each way. */
export const plane: ActivityKind<Settings> = {
	settings: v.object({ items: lines(1), left: label, right: label, bottom: label, top: label }),
	given: ({ items }) =>
		v.pipe(
			fields,
			v.transform((sent) => items.map((_, i) => [read(sent[`x-${i}`]), read(sent[`y-${i}`])] as const)),
			v.check(
				(places) =>
					places.every((place) => place.every((at) => Number.isInteger(at) && at >= 0 && at <= 100)),
				() => m.room_error_number({ least: 0, most: 100 })
			),
			v.transform((places) => values([{ slot: '', value: places }]))
		),
	tallied: (places: [number, number][]) => [
		...places.flatMap(([x, y], i): [string, number][] => [
			[`${i}:${square(x)}:${square(y)}`, 1],
			[`${i}:x`, x],
			[`${i}:y`, y]
		]),
		[everybody, 1]
	]
};

function read(text = ''): number {
	return text.trim() === '' ? NaN : Number(text);
}

function square(at: number): number {
	return Math.min(squares - 1, Math.floor((at / 100) * squares));
}
