import * as v from 'valibot';
import { m } from '#words/messages.js';
import { fields, lines } from './fields.ts';
import { everybody, values, type ActivityKind } from './kind.ts';

type Settings = { options: string[] };

/** An order of preference: each place is given once, and the last ones may stay free. */
export const ranking: ActivityKind<Settings> = {
	settings: v.object({ options: lines(2) }),
	given: ({ options }) =>
		v.pipe(
			fields,
			v.transform((sent) => options.map((_, i) => Number(sent[`place-${i}`] || 0))),
			v.check(
				(places) => places.some((place) => place > 0),
				() => m.room_error_choose()
			),
			v.check(
				(places) => isOrder(places, options.length),
				() => m.room_error_places()
			),
			v.transform((places) => values([{ slot: '', value: places }]))
		),
	tallied: (places: number[]) => [
		...places.flatMap((place, i): [string, number][] => (place > 0 ? [[`${i}:${place}`, 1]] : [])),
		[everybody, 1]
	]
};

/** Places from the first on, without a gap and each once. */
function isOrder(places: number[], most: number): boolean {
	const given = places.filter((place) => place !== 0).sort((one, other) => one - other);
	return given.length <= most && given.every((place, i) => place === i + 1);
}
