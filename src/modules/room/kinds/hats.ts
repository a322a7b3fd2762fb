import * as v from 'valibot';
import { numberBetween } from './fields.ts';
import { open } from './texts.ts';
import type { ActivityKind } from './kind.ts';

/** The six hats of Edward de Bono, in the order in which a room goes through them. */
export const hats = ['factual', 'emotional', 'critical', 'positive', 'creative', 'organising'] as const;
export type Hat = (typeof hats)[number];

export type HatsSettings = { mode: 'together' | 'each'; writing: number; sharing: number; most: number };

/** A question looked at under six hats, one after the other all together, or one hat each; each in writing, then shared. */
export const sixHats: ActivityKind<HatsSettings> = {
	settings: v.object({
		mode: v.optional(v.picklist(['together', 'each']), 'together'),
		writing: numberBetween(1, 60, 3),
		sharing: numberBetween(1, 60, 5),
		most: numberBetween(1, 20, 3)
	}),
	given: () => open.given({ most: 1 }),
	tallied: () => [],
	mostContributions: ({ mode, most }) => (mode === 'each' ? most : most * hats.length)
};

/** Which hat somebody wears when everybody has one: it follows from their key, so that it is written nowhere. */
export function hatOf(author: string): Hat {
	let sum = 0;
	for (const letter of author) sum = (sum * 31 + letter.charCodeAt(0)) % 1_000_003;
	return hats[sum % hats.length]!;
}
