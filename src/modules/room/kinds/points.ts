import * as v from 'valibot';
import { m } from '#words/messages.js';
import { fields, lines, numberBetween } from './fields.ts';
import { everybody, values, type ActivityKind } from './kind.ts';

type Settings = { options: string[]; total: number };

/** Points to share between several things, none of them obliged to have any. */
export const points: ActivityKind<Settings> = {
	settings: v.object({ options: lines(2), total: numberBetween(2, 1000, 100) }),
	given: ({ options, total }) =>
		v.pipe(
			fields,
			v.transform((sent) => options.map((_, i) => Number(sent[`points-${i}`]?.trim() || 0))),
			v.check(
				(shares) => shares.every((share) => Number.isInteger(share) && share >= 0),
				() => m.room_error_number({ least: 0, most: total })
			),
			v.check(
				(shares) => sum(shares) > 0,
				() => m.room_error_no_points()
			),
			v.check(
				(shares) => sum(shares) <= total,
				() => m.room_error_too_many_points({ total })
			),
			v.transform((shares) => values([{ slot: '', value: shares }]))
		),
	tallied: (shares: number[]) => [
		...shares.flatMap((share, i): [string, number][] => (share > 0 ? [[String(i), share]] : [])),
		[everybody, 1]
	]
};

function sum(numbers: number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}
