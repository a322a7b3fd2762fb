import * as v from 'valibot';
import { optionalText } from '#platform/fields.ts';

/** How long notes may be, in characters. */
export const longestNotes = 100_000;

/** The notes as somebody typed them in Markdown, and what they said when they began to. */
export const NotesInput = v.object({
	text: optionalText(longestNotes),
	base: optionalText(longestNotes)
});
export type NotesInput = v.InferOutput<typeof NotesInput>;
