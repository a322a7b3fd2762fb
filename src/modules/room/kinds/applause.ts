import * as v from 'valibot';
import type { ActivityKind, Given } from './kind.ts';

/** Hands that clap, as often as one likes: counted, and by nobody. */
export const applause: ActivityKind<Record<never, never>> = {
	settings: v.object({}),
	given: () =>
		v.pipe(
			v.object({}),
			v.transform((): Given => ({ answers: [], contributions: [], adds: [['clap', 1]] }))
		),
	tallied: () => []
};
