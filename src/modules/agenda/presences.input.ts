import * as v from 'valibot';
import { validate as isUuid } from 'uuid';
import { optionalLine } from '#platform/fields.ts';
import { m } from '#words/messages.js';

const ids = v.pipe(
	v.optional(v.string(), ''),
	v.transform((text) => [...new Set(text.split(',').filter((id) => isUuid(id)))])
);

const email = v.pipe(
	optionalLine(254),
	v.transform((text) => text?.toLowerCase() ?? null),
	v.check(
		(text) => text === null || /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$/.test(text),
		() => m.agenda_refusal_email()
	)
);

/**
 * Who is there, as whoever runs a gathering ticks it: what was ticked when the page was shown comes along, so that only what
 * they changed is changed; and perhaps somebody who came without registering.
 */
export const PresencesInput = v.pipe(
	v.object({
		seats: ids,
		'seats-before': ids,
		others: ids,
		'others-before': ids,
		name: optionalLine(120),
		organisation: optionalLine(160),
		email
	}),
	v.forward(
		v.check(
			({ name, organisation }) => organisation === null || name !== null,
			() => m.agenda_refusal_walk_in_name()
		),
		['name']
	)
);
export type PresencesInput = v.InferOutput<typeof PresencesInput>;

/** Who is at the door says so, with the key of the code, perhaps for an organisation of theirs. */
export const DoorInput = v.object({
	cle: v.optional(v.string(), ''),
	organisation: v.pipe(
		v.optional(v.string(), ''),
		v.transform((id) => (isUuid(id) ? id : null))
	)
});
export type DoorInput = v.InferOutput<typeof DoorInput>;

/** What is ticked as a phone sends it that kept it without a network: `key` tells one sending from another. */
export const SheetInput = v.intersect([
	PresencesInput,
	v.object({
		key: v.pipe(
			v.optional(v.string(), ''),
			v.transform((key) => (isUuid(key) ? key : null))
		)
	})
]);
