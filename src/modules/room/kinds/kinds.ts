import { applause } from './applause.ts';
import { choice } from './choice.ts';
import { cloud } from './cloud.ts';
import type { ActivityKind } from './kind.ts';
import { fishBowl } from './fish-bowl.ts';
import { sixHats } from './hats.ts';
import { pairs } from './pairs.ts';
import { plane } from './plane.ts';
import { points } from './points.ts';
import { ranking } from './ranking.ts';
import { scale } from './scale.ts';
import { open, questions, statements } from './texts.ts';

/** What a room can do together, in the order in which it is offered. */
export const kinds = {
	...{ cloud, choice, scale, open, questions, ranking, points, plane, statements },
	...{ hats: sixHats, 'fish-bowl': fishBowl, pairs, applause }
};

/** Kinds in which people know each other: they are never anonymous. */
export const namedKinds: string[] = ['fish-bowl', 'pairs'];

export type KindName = keyof typeof kinds;

export const kindNames = Object.keys(kinds) as [KindName, ...KindName[]];

/** The rules of a kind; the settings of an activity are those of its kind, which alone writes and reads them. */
export function kindOf(name: string): ActivityKind<unknown> {
	return kinds[name as KindName] as unknown as ActivityKind<unknown>;
}
