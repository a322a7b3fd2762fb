import * as v from 'valibot';
import { m } from '#words/messages.js';
import { lines, numberBetween } from './fields.ts';
import { everybody, values, type ActivityKind } from './kind.ts';

type Settings = { options: string[]; most: number };

/** One answer, or several, among those prepared. */
export const choice: ActivityKind<Settings> = {
	settings: v.pipe(
		v.object({ options: lines(2), most: numberBetween(1, 20, 1) }),
		v.transform(({ options, most }) => ({ options, most: Math.min(most, options.length) }))
	),
	given: ({ options, most }) =>
		v.pipe(
			v.object({ choice: v.optional(v.string(), '') }),
			v.transform(({ choice }) => [...new Set(choice.split(',').filter(Boolean).map(Number))]),
			v.check(
				(chosen) => chosen.length > 0 && chosen.every((one) => options[one] !== undefined),
				() => m.room_error_choose()
			),
			v.maxLength(most, () => m.room_error_choose_at_most({ count: most })),
			v.transform((chosen) => values([{ slot: '', value: chosen }]))
		),
	tallied: (chosen: number[]) => [...chosen.map((one): [string, number] => [String(one), 1]), [everybody, 1]]
};
