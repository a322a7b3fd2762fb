import * as v from 'valibot';
import { optionalText, requiredLine } from '#platform/fields.ts';
import { m } from '#words/messages.js';

/** What somebody brings to an open hour: a subject for all to read, and a text for who welcomes them. */
export const SubjectInput = v.object({
	subject: requiredLine(120, () => m.agenda_refusal_subject()),
	text: optionalText(2000)
});
export type SubjectInput = v.InferOutput<typeof SubjectInput>;
