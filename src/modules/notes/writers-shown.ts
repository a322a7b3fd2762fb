import type { Person } from '../people/people.server.ts';

/** How many colours there are to tell writers apart. */
export const tones = 8;

/** What others see of somebody who writes: who they are, as the server knows it, and where their cursor is. */
export type WriterShown = { user: { id: string; name: string; tone: number }; cursor?: unknown };

/** A place in the text is two short references. */
const longestCursor = 1000;

/** What others see of a person, whatever their editor claims. */
export function shownWriter(
	{ id, name }: Pick<Person, 'id' | 'name'>,
	claimed: Record<string, unknown>
): WriterShown {
	const { cursor } = claimed;
	const isSound = cursor && JSON.stringify(cursor).length <= longestCursor;
	return { user: { id, name, tone: toneOf(id) }, ...(isSound ? { cursor } : {}) };
}

/** The colour of a person, the same for everybody who sees them. */
function toneOf(id: string): number {
	return parseInt(id.slice(-4), 16) % tones;
}
