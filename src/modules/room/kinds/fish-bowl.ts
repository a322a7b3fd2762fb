import * as v from 'valibot';
import { numberBetween } from './fields.ts';
import type { ActivityKind, Given } from './kind.ts';

/** A few who talk in the middle, on chairs that one asks for: a request is a text without words, which waits until a host gives a chair. */
export const fishBowl: ActivityKind<{ chairs: number }> = {
	settings: v.object({ chairs: numberBetween(2, 12, 4) }),
	given: () =>
		v.pipe(
			v.object({ key: v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/)) }),
			v.transform(({ key }): Given => ({ answers: [], contributions: [{ key, text: '' }], adds: [] }))
		),
	tallied: () => [],
	mostContributions: () => 1
};
