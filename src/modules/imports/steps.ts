/** How far one is with an import. In those that end in -ing, the work goes on by itself. */
export const states = ['mapping', 'checking', 'checked', 'applying', 'applied', 'undoing', 'undone'] as const;
export type State = (typeof states)[number];

/** What would happen to a row. */
export const verdicts = ['create', 'change', 'same', 'conflict', 'refused'] as const;
export type Verdict = (typeof verdicts)[number];

/** What happened to it: `left` is a conflict in which nothing was chosen for it, or something that came in between. */
export const outcomes = ['created', 'changed', 'unchanged', 'left', 'refused'] as const;
export type Outcome = (typeof outcomes)[number];

/** Whether work goes on by itself. */
export function isMoving(state: State): boolean {
	return state === 'checking' || state === 'applying' || state === 'undoing';
}
