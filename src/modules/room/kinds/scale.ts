import * as v from 'valibot';
import { m } from '#words/messages.js';
import { fields, label, lines, numberBetween } from './fields.ts';
import { everybody, values, type ActivityKind } from './kind.ts';

type Settings = { items: string[]; from: number; to: number; low: string; high: string };

/** One mark, or several, between two ends. */
export const scale: ActivityKind<Settings> = {
	settings: v.object({
		items: lines(1),
		from: numberBetween(0, 1, 1),
		to: numberBetween(2, 10, 5),
		low: label,
		high: label
	}),
	given: ({ items, from, to }) =>
		v.pipe(
			fields,
			v.transform((sent) => items.map((_, i) => Number(sent[`item-${i}`] || NaN))),
			v.check(
				(marks) => marks.some((mark) => !Number.isNaN(mark)),
				() => m.room_error_choose()
			),
			v.check(
				(marks) =>
					marks.every((mark) => Number.isNaN(mark) || (Number.isInteger(mark) && mark >= from && mark <= to)),
				() => m.room_error_number({ least: from, most: to })
			),
			v.transform((marks) =>
				values([{ slot: '', value: marks.map((mark) => (Number.isNaN(mark) ? null : mark)) }])
			)
		),
	tallied: (marks: (number | null)[]) => [
		...marks.flatMap((mark, i): [string, number][] => (mark === null ? [] : [[`${i}:${mark}`, 1]])),
		[everybody, 1]
	]
};
