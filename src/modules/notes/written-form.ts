import { getSchema } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';

/** The name of the part of a Yjs document in which the text of notes is. */
export const fragmentName = 'default';

/**
 * What notes are made of, in the editor and on the server alike: titles, paragraphs, lists, quotations, code, emphasis and
 * links. Titles are of level 2 to 4, since a page has its own title.
 */
export const writtenForm = StarterKit.configure({
	heading: { levels: [2, 3, 4] },
	link: { openOnClick: false, autolink: true, protocols: ['mailto'], HTMLAttributes: { target: null } },
	underline: false,
	trailingNode: false,
	// What one undoes is one's own: Yjs keeps that.
	undoRedo: false
});

/** The same as a schema, without an editor. */
export const writtenSchema = getSchema([writtenForm]);
