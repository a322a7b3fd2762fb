import * as v from 'valibot';
import { requiredLine, optionalLine } from '#platform/fields.ts';
import { m } from '#words/messages.js';
import { compositeForms } from './kinds.ts';

/** A territory made of others: what it is called, and what it is. */
export const CompositeInput = v.object({
	name: requiredLine(120, m.territories_name_missing),
	shape: v.picklist(compositeForms, () => m.territories_form_missing())
});
export type CompositeInput = v.InferOutput<typeof CompositeInput>;

/** A part to add, as a `TerritoryField` sends it. */
export const PartInput = v.object({
	part: requiredLine(100, m.territories_part_missing),
	'part-id': optionalLine(120)
});

/** A part to take away. */
export const RemovalInput = v.object({ part: requiredLine(120, m.territories_part_missing) });

/** A town abroad. */
export const PlaceInput = v.object({
	country: v.pipe(
		v.optional(v.string(), ''),
		v.regex(/^[A-Z]{2}$/, () => m.territories_country_missing())
	),
	town: requiredLine(80, m.territories_town_missing)
});
export type PlaceInput = v.InferOutput<typeof PlaceInput>;
