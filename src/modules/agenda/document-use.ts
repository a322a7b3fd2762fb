import * as v from 'valibot';
import { optionalLine } from '#platform/fields.ts';

/** Which files the documents of a gathering may be. */
export const documentUse = {
	kinds: ['pdf', 'office', 'csv', 'text', 'picture'],
	longest: 8 * 1024 * 1024
} as const;

/** How many documents a gathering has at most. */
export const mostDocuments = 20;

/** What a document is called; without a title, as its file. */
export const DocumentInput = v.object({ title: optionalLine(120) });
export type DocumentInput = v.InferOutput<typeof DocumentInput>;

/** Which document is taken away. */
export const DocumentRemovalInput = v.object({ document: v.pipe(v.string(), v.uuid()) });
