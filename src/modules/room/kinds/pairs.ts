import * as v from 'valibot';
import { numberBetween } from './fields.ts';
import { everybody, values, type ActivityKind } from './kind.ts';
import { open } from './texts.ts';

export type PairsSettings = { rounds: number; minutes: number; most: number };

/** People who talk two by two, each round with somebody else, and say what they bring back. */
export const pairs: ActivityKind<PairsSettings> = {
	settings: v.object({
		rounds: numberBetween(1, 10, 3),
		minutes: numberBetween(1, 60, 10),
		most: numberBetween(1, 20, 3)
	}),
	given: () =>
		v.lazy((sent) => (Object.hasOwn(sent as object, 'takesPart') ? takesPart : open.given({ most: 1 }))),
	tallied: () => [[everybody, 1]],
	mostContributions: ({ rounds, most }) => rounds * most
};

const takesPart = v.pipe(
	v.object({ takesPart: v.picklist(['yes', 'no']) }),
	v.transform((sent) => values([{ slot: 'in', value: sent.takesPart === 'yes' ? true : null }]))
);
