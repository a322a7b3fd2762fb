import { hats, type Hat, type HatsSettings } from './kinds/hats.ts';
import type { PairsSettings } from './kinds/pairs.ts';

/** One step of what goes step by step; without minutes it lasts as long as it lasts. */
export type Step = {
	phase: 'write' | 'share' | 'board' | 'gather' | 'talk';
	hat: Hat | null;
	round: number;
	minutes: number | null;
};

/** The steps of an activity, in their order; none for what does not go step by step. */
export function stepsOf({ kind, settings }: { kind: string; settings: unknown }): Step[] {
	if (kind === 'hats') return stepsOfHats(settings as HatsSettings);
	if (kind !== 'pairs') return [];
	const { rounds, minutes } = settings as PairsSettings;
	const talks = Array.from({ length: rounds }, (_, i) => step('talk', { round: i + 1, minutes }));
	return [step('gather', {}), ...talks, step('board', {})];
}

function stepsOfHats({ mode, writing, sharing }: HatsSettings): Step[] {
	const both = (hat: Hat | null) => [
		step('write', { hat, minutes: writing }),
		step('share', { hat, minutes: sharing })
	];
	return [...(mode === 'together' ? hats.flatMap(both) : both(null)), step('board', {})];
}

function step(phase: Step['phase'], more: Partial<Step>): Step {
	return { phase, hat: null, round: 0, minutes: null, ...more };
}
