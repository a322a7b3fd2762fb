import * as v from 'valibot';
import { m } from '#words/messages.js';
import { comingDay, dayOf, daysAfter } from './days.ts';

/** What one says of one's own availability, or of that of an organisation whose page one keeps. */
export const AvailabilityInput = v.variant(
	'state',
	[
		v.object({
			whose: v.optional(v.string(), 'me'),
			state: v.picklist(['ready', 'away']),
			until: comingDay(366, () => m.introductions_refusal_until())
		}),
		v.object({
			whose: v.optional(v.string(), 'me'),
			state: v.literal('unsaid'),
			until: v.pipe(
				v.optional(v.string(), ''),
				v.transform(() => daysAfter(dayOf(new Date()), 0))
			)
		})
	],
	() => m.introductions_refusal_state()
);
export type AvailabilityInput = v.InferOutput<typeof AvailabilityInput>;
