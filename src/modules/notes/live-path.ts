/** Where editors connect. */
export const livePath = '/notes/live';

/** What an editor is told when its person may write no longer. */
export const withdrawn = 'withdrawn';

/** What an editor is told when the notes hold as much as they may. */
export const full = 'full';
